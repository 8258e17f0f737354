/**
 * A live dashboard of 30 panels over 500 series each, at one tick a second: `npm run bench promql-live`; three to five minutes.
 *
 * Ours: what is evaluated bit by bit from the samples in memory, with adding what arrives. Each panel holds its range in the steps of
 * that range; where those are longer than a second, a second query holds its newest value, so that it moves at each tick as well.
 * Naive: every panel is evaluated whole at each tick. Before the last hour its samples are thinner than a second (once in 15 s,
 * a minute, 5 minutes), as so many would not fit into memory: that helps the naive one only. `share` is CPU time of one core,
 * without that of making the readings; evaluating for the first time is not in it, and told apart.
 */

import { createLiveQueries, type LiveHandle } from '../app/promql/incremental/create-live-queries.ts';
import { parsePromql } from '../app/promql/parse/parse-promql.ts';
import { runQuery } from '../app/promql/run-query.ts';
import { printTable } from './print-table.ts';
import { createMachineRoom } from './promql-live/machine-room.ts';
import { measureTicks } from './promql-live/measure-ticks.ts';

const PANELS = 30;
const SERIES = 500;
const NOW_MS = 1_800_000_000_000;
const WARM_TICKS = 30;
const TICKS = 90;
const NAIVE_PANELS = 5;

const HOUR_MS = 3_600_000;
const RANGES = [
  { name: '1 h, steps of 1 s', rangeMs: HOUR_MS, stepMs: 1000, window: '1m', thinMs: 15_000 },
  { name: '24 h, steps of 30 s', rangeMs: 24 * HOUR_MS, stepMs: 30_000, window: '1m', thinMs: 60_000 },
  { name: '30 d, steps of 15 min', rangeMs: 720 * HOUR_MS, stepMs: 900_000, window: '15m', thinMs: 300_000 },
];

/** A fifth of the panels each; the last draws 500 lines. */
const SHAPES = [
  (metric: string, window: string) => `sum by (job) (rate(${metric}[${window}]))`,
  (metric: string) => `avg(${metric})`,
  (metric: string, window: string) => `topk(5, rate(${metric}[${window}]))`,
  (metric: string) => `max by (region) (${metric}) - min by (region) (${metric})`,
  (metric: string) => metric,
];

const signal = AbortSignal.timeout(10 * 60_000);
const rows: string[][] = [];
for (const metrics of [PANELS, 10]) for (const range of RANGES) rows.push(await measure(range, metrics));
printTable(
  `${PANELS} panels of ${SERIES} series at 1 Hz`,
  ['range', 'series', 'share', 'longest ms', 'MB a tick', 'MB held', 'first s', 'naive share', 'naive : ours'],
  rows,
);

async function measure({ name, rangeMs, stepMs, window, thinMs }: (typeof RANGES)[number], metrics: number) {
  const texts = Array.from({ length: PANELS }, (_, at) =>
    SHAPES[Math.floor(at / (PANELS / SHAPES.length))]!(`m${at % metrics}`, window),
  );
  const { source, readingsAt } = createMachineRoom(metrics, SERIES, NOW_MS, thinMs);
  const live = createLiveQueries({ source, signal, anewEveryMs: Number.MAX_SAFE_INTEGER });
  const handles = texts.flatMap(text => {
    const line = live.open(parsePromql(text), { stepMs }, rangeMs);
    return stepMs === 1000 ? [line] : [line, live.open(parsePromql(text), { stepMs: 1000 }, 0)];
  });
  const firstMs = await cpuMs(() => openAll(handles));
  let nowMs = NOW_MS;
  const next = () => {
    nowMs += 1000;
    return readingsAt(nowMs);
  };
  const tick = async (batch: ReturnType<typeof next>) => {
    live.note(batch);
    await Promise.all(handles.map(handle => handle.advance(nowMs, signal)));
  };
  await measureTicks(WARM_TICKS, next, tick);
  const cost = await measureTicks(TICKS, next, tick);
  if (live.stats().sourceReads > 0) throw new Error('A tick has read the source.');
  for (const handle of handles) handle.close();
  const naiveMs = await measureNaive(texts, source, rangeMs, stepMs);
  return [
    name,
    `${metrics * SERIES}`,
    `${(cost.cpuMs / 10).toFixed(1)} %`,
    cost.longestMs.toFixed(0),
    (cost.allocatedBytes / 1e6).toFixed(1),
    (cost.heldBytes / 1e6).toFixed(0),
    (firstMs / 1000).toFixed(1),
    `${(naiveMs / 10).toFixed(0)} %`,
    `${(naiveMs / cost.cpuMs).toFixed(0)}x`,
  ];
}

async function openAll(handles: readonly LiveHandle[]): Promise<void> {
  for (const handle of handles) await handle.advance(NOW_MS, signal);
  for (const handle of handles) await handle.settled(signal);
  for (const handle of handles) {
    const { error, seldom } = await handle.advance(NOW_MS, signal);
    if (error || seldom) throw new Error(error?.message ?? seldom);
  }
}

/** One panel of each shape whole, as many times as there are of it. */
async function measureNaive(
  texts: readonly string[],
  source: ReturnType<typeof createMachineRoom>['source'],
  rangeMs: number,
  stepMs: number,
): Promise<number> {
  const some = texts.filter((_, at) => at % (PANELS / NAIVE_PANELS) === 0);
  const takenMs = await cpuMs(async () => {
    for (const text of some) {
      const times = { startMs: NOW_MS - rangeMs, endMs: NOW_MS, stepMs };
      await runQuery({ expr: parsePromql(text), ...times, source, signal });
    }
  });
  return takenMs * (PANELS / NAIVE_PANELS);
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
