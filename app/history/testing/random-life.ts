import assert from 'node:assert/strict';
import { createRandom, type Random } from '../../testing/random.ts';
import type { RangeQuery, SeriesBuckets } from '../history.ts';
import type { Reading } from '../reading.ts';
import { seriesKey } from '../series-key.ts';
import { HistoryModel } from './history-model.ts';
import type { TempHistory } from './temp-history.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const METRICS = 8;
/** Longer than a removed series waits, than the head does, than readings do. */
const JUMPS_MS = [1, MINUTE_MS, 11 * MINUTE_MS, 61 * MINUTE_MS, 30 * HOUR_MS];

/** A history and its model, and what happens to both, by chance: the same for the same seed. */
export class RandomLife {
  readonly #temp: TempHistory;
  readonly #random: Random;
  readonly #retentionMs: number;
  readonly #model: HistoryModel;

  constructor(temp: TempHistory, retentionMs: number, seed: number) {
    this.#temp = temp;
    this.#random = createRandom(seed);
    this.#retentionMs = retentionMs;
    this.#model = new HistoryModel(retentionMs);
  }

  async run(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      await this.#step();
      if (step % 5 === 0) await this.#compare();
    }
    await this.#temp.reopen();
    await this.#compare();
  }

  async #step(): Promise<void> {
    const chance = this.#random(100);
    if (chance < 80) await Promise.all(Array.from({ length: 1 + this.#random(6) }, () => this.#write()));
    else if (chance < 94) await this.#jump();
    else await this.#temp.reopen();
  }

  /** Calls that are made together take effect in their order, whatever commits they share. */
  async #write(): Promise<void> {
    const chance = this.#random(21);
    const key = `m${this.#random(METRICS)}`;
    const { store, nowMs } = this.#temp;
    if (chance < 16) await this.#append();
    else if (chance < 17) await assert.rejects(store.append([...this.#readings(), this.#reading(0.5)]));
    else if (chance < 18) await isSame(store.remove(key), this.#model.remove(key, nowMs));
    else if (chance < 19) await isSame(store.restore(key), this.#model.restore(key, nowMs));
    else await this.#rename(key);
  }

  async #rename(key: string): Promise<void> {
    const metric = `m${this.#random(METRICS)}`;
    const joins = this.#random(2) === 0;
    const expected = this.#model.rename(key, metric, joins);
    assert.equal((await this.#temp.store.rename(key, { metric, labels: {} }, joins)).outcome, expected);
  }

  async #append(): Promise<void> {
    const readings = this.#readings();
    const { store, nowMs } = this.#temp;
    for (const one of readings) this.#model.append(one.metric, one.atMs, one.value, nowMs);
    await store.append(readings);
  }

  #readings(): Reading[] {
    // Few points most of the time, and sometimes a chunk or two.
    const count = this.#random(8) === 0 ? this.#random(2500) : this.#random(30);
    const spreadMs = [10, 3000, 2 * HOUR_MS, this.#retentionMs + HOUR_MS][this.#random(4)]!;
    return Array.from({ length: count }, () => this.#reading(-this.#random(spreadMs)));
  }

  #reading(offsetMs: number): Reading {
    const metric = `m${this.#random(METRICS)}`;
    // Sums of quarters are exact, in whatever order they are added.
    return { metric, labels: {}, value: this.#random(4000) / 4 - 500, atMs: this.#temp.nowMs + offsetMs };
  }

  /** While the clock jumps, appends and a sweep get into each other's way. */
  async #jump(): Promise<void> {
    this.#temp.nowMs += JUMPS_MS[this.#random(JUMPS_MS.length)]!;
    const { store, nowMs } = this.#temp;
    await Promise.all([this.#append(), store.sweep(), this.#append()]);
    // The first may have found a flush that had begun before.
    await store.sweep();
    this.#model.sweep(nowMs);
  }

  async #compare(): Promise<void> {
    await this.#compareLatest();
    for (let i = 0; i < 3; i++) await this.#compareQuery();
  }

  async #compareLatest(): Promise<void> {
    const { store, nowMs } = this.#temp;
    const { series } = await store.latest({});
    const actual = series.filter(({ atMs }) => atMs >= nowMs - this.#retentionMs);
    const expected = this.#model.keys().flatMap(key => {
      const newest = this.#model.points(key, nowMs).at(-1);
      return newest ? [`${key} ${newest}`] : [];
    });
    assert.deepEqual(
      actual.map(one => `${seriesKey(one.metric, one.labels)} ${one.atMs},${one.value}`).sort(),
      expected.sort(),
    );
  }

  async #compareQuery(): Promise<void> {
    const { store, nowMs } = this.#temp;
    const query = this.#drawQuery();
    const { series } = await store.query(query);
    for (const key of this.#model.keys()) {
      const buckets = series.find(one => one.key === key);
      assert.deepEqual(buckets ? toRows(buckets) : [], naiveRows(this.#model.points(key, nowMs), query), key);
    }
  }

  /** From the retention on: before it, points may be there still, or not. */
  #drawQuery(): RangeQuery {
    const stepMs = 1 + this.#random([5, 1000, HOUR_MS][this.#random(3)]!);
    const oldest = Math.ceil((this.#temp.nowMs - this.#retentionMs) / stepMs);
    const newest = Math.floor(this.#temp.nowMs / stepMs) + 1;
    const from = this.#random(2) === 0 ? Math.max(oldest, newest - 1 - this.#random(4000)) : oldest;
    const to = Math.min(newest, from + 1 + this.#random(4900));
    return { select: {}, fromMs: from * stepMs, toMs: to * stepMs, stepMs };
  }
}

async function isSame(actual: Promise<boolean>, expected: boolean): Promise<void> {
  assert.equal(await actual, expected);
}

function toRows({ index, count, sum, min, max, last }: SeriesBuckets): number[][] {
  return Array.from(index, (bucket, at) => [bucket, count[at]!, sum[at]!, min[at]!, max[at]!, last[at]!]);
}

function naiveRows(points: readonly [number, number][], { fromMs, toMs, stepMs }: RangeQuery): number[][] {
  const inRange = points.filter(([atMs]) => atMs >= fromMs && atMs < toMs);
  return Array.from(
    Map.groupBy(inRange, ([atMs]) => Math.floor((atMs - fromMs) / stepMs)),
    ([bucket, ofBucket]) => {
      const values = ofBucket.map(([, value]) => value);
      const sum = values.reduce((total, value) => total + value, 0);
      return [bucket, values.length, sum, Math.min(...values), Math.max(...values), values.at(-1)!];
    },
  );
}
