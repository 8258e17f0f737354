import { createRandom } from '../../../testing/random.ts';
import type { Samples } from '../../eval/source.ts';
import type { LiveQueries } from '../create-live-queries.ts';
import type { Readings } from './readings.ts';

const STALE = new Float64Array(BigUint64Array.of(0x7ff0_0000_0000_0002n).buffer);

const METRICS = ['a', 'a', 'b_total', 'b_total', 'sum', 'offset', 'x_bucket', 'x_bucket'];
const HOSTS = ['x', 'y', 'b'];
const BOUNDS = ['0.5', '1', '+Inf'];

/** What a life with these series brings, by chance, the same for the same seed: to the history first, then to the live queries. */
export function createRandomArrivals(seed: number, readings: Readings, live: () => LiveQueries) {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const label = (): Samples['labels'] => ({
    __name__: pick(METRICS),
    host: pick(HOSTS),
    ...(random(3) === 0 ? { on: pick(HOSTS) } : {}),
    ...(random(2) === 0 ? { le: pick(BOUNDS) } : {}),
  });
  // Eighths, so that sums are the same in any order.
  const value = () => (random(40) === 0 ? pick([Number.NaN, Number.POSITIVE_INFINITY, 0]) : random(400) / 8);
  const samplesAt = (labels: Samples['labels'], times: readonly number[]): Samples => {
    const sorted = Float64Array.from(new Set(times)).sort();
    const values = Float64Array.from(sorted, value);
    // As bits: assigned as a number, a NaN may become another one.
    for (const at of values.keys()) if (random(15) === 0) values.set(STALE, at);
    return { labels, times: sorted, values };
  };
  const keep = (batch: readonly Samples[]) => {
    for (const samples of batch) readings.add(samples);
    live().note(batch);
  };
  const backfill = (nowMs: number) => {
    const times = Array.from({ length: 1 + random(5) }, () => nowMs - random(400_000));
    keep([samplesAt(readings.labels.length > 0 ? pick(readings.labels) : label(), times)]);
  };
  const remove = () => {
    const gone = pick(readings.labels);
    readings.remove(gone);
    live().forget([gone]);
  };
  const rename = () => {
    const [from, to] = [pick(readings.labels), label()];
    if (readings.labels.some(one => JSON.stringify(one) === JSON.stringify(to))) return;
    readings.rename(from, to);
    live().forget([from, to]);
  };
  return {
    /** What came since `fromMs`. `isRough`: also old, removed and renamed series. */
    step(fromMs: number, nowMs: number, isRough: boolean): void {
      if (readings.labels.length < 20 && random(3) > 0) keep([samplesAt(label(), [nowMs - random(3000)])]);
      const speaking = readings.labels.filter(() => random(8) > 0);
      const onTime = () => nowMs - random(nowMs - fromMs + 1) + (random(30) === 0 ? random(9000) : 0);
      const late = () => nowMs - random(18_000);
      keep(speaking.map(labels => samplesAt(labels, [random(5) === 0 ? late() : onTime(), onTime()])));
      if (!isRough || readings.labels.length === 0) return;
      const event = random(12);
      if (event === 0) backfill(nowMs);
      if (event === 1) remove();
      if (event === 2) rename();
    },
  };
}
