import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createRandom } from '../../testing/random.ts';
import { LabelSet } from '../eval/label-set.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';
import { type QueryResult, runQuery } from '../run-query.ts';
import { createRandomPromql } from '../testing/random-promql.ts';
import { createLiveQueries, type LiveHandle } from './create-live-queries.ts';
import { createRandomArrivals } from './testing/random-arrivals.ts';
import { createRandomPanels } from './testing/random-panels.ts';
import { Readings } from './testing/readings.ts';
import { Viewer } from './testing/viewer.ts';

const START_MS = 1_700_000_000_000;
const TIMES = { lookbackMs: 25_000, defaultStepMs: 10_000 };
const PANELS = 40;
const TICKS = 60;
const SEEDS = 8;
const SHAPES = [
  { stepMs: 5_000, rangeMs: 60_000 },
  { stepMs: 1_000, rangeMs: 20_000 },
  { stepMs: 30_000, rangeMs: 300_000 },
  { stepMs: 2_000, rangeMs: 0 },
];

interface Panel {
  readonly text: string;
  readonly shape: (typeof SHAPES)[number];
  readonly handle: LiveHandle;
  readonly viewer: Viewer;
}

/** Sums whose parts come in another order may differ in their last digits. */
const TOLERANCE = 1e-12;

const seen = { equal: 0, inexact: 0, errors: 0, values: 0, live: 0, fromMemory: 0, seldom: 0 };

async function compare(panel: Panel, readings: Readings, nowMs: number, signal: AbortSignal): Promise<void> {
  const { handle, viewer, text, shape } = panel;
  const first = await handle.advance(nowMs, signal);
  viewer.see(first);
  await handle.settled(signal);
  const answer = await handle.advance(nowMs, signal);
  viewer.see(answer);
  await handle.settled(signal);
  const endMs = Math.floor(nowMs / shape.stepMs) * shape.stepMs;
  const startMs = endMs - Math.floor(shape.rangeMs / shape.stepMs) * shape.stepMs;
  const query = { expr: parsePromql(text), startMs, endMs, stepMs: shape.stepMs, source: readings, signal, ...TIMES };
  const expected = await runQuery(query).catch(error => error as unknown);
  seen[answer.seldom ? 'seldom' : 'live']++;
  if (!answer.seldom && !first.waiting) seen.fromMemory++;
  if (expected instanceof Error) {
    assert.ok(expected instanceof PromqlError, String(expected));
    assert.ok(answer.error, `${text} at ${nowMs}: is no error, and should be: ${expected.message}`);
    seen.errors++;
    return;
  }
  assert.equal(answer.error, undefined, `${text} at ${nowMs}`);
  assert.deepEqual([answer.steps.startMs, answer.waiting], [startMs, undefined]);
  same(panel, expected as QueryResult, `${text} every ${shape.stepMs} ms at ${nowMs}`);
}

function same({ viewer, text, shape: { rangeMs } }: Panel, { series }: QueryResult, what: string): void {
  const lines = viewer.byLabels();
  const keys = series.map(({ labels }) => LabelSet.from(labels).key);
  assert.deepEqual([...lines.keys()].sort(), keys.toSorted(), what);
  if (/^\(?(sort_desc|(top|bottom)k \()/.test(text) && rangeMs === 0) assert.deepEqual([...lines.keys()], keys, what);
  for (const [at, { times, values }] of series.entries()) {
    const line = lines.get(keys[at]!)!;
    assert.deepEqual(
      [...line.keys()].sort((a, b) => a - b),
      [...times],
      `${what}: ${keys[at]}`,
    );
    for (const [place, value] of values.entries()) sameNumber(line.get(times[place]!)!, value, `${what}: ${keys[at]}`);
  }
}

function sameNumber(actual: number, expected: number, what: string): void {
  seen.values++;
  if (Object.is(actual, expected)) return void seen.equal++;
  seen.inexact++;
  const isNear = Math.abs(actual - expected) <= TOLERANCE * Math.max(Math.abs(actual), Math.abs(expected));
  assert.ok(isNear, `${what}: ${actual} instead of ${expected}`);
}

/** Texts by chance. Of those with all that the syntax knows, some set two operators beside each other that do not go together. */
function panelTexts(seed: number): string[] {
  const [any, usual] = [createRandomPromql(seed), createRandomPanels(seed)];
  return Array.from({ length: PANELS }, (_, at) => {
    for (let text = any('vector'); at % 4 === 0; text = any('vector')) if (isPromql(text)) return text;
    return usual();
  });
}

function isPromql(text: string): boolean {
  try {
    parsePromql(text);
    return true;
  } catch (error) {
    if (error instanceof PromqlError) return false;
    throw error;
  }
}

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`what is evaluated bit by bit is what is evaluated at once (${seed})`, { timeout: 100_000 }, async () => {
    const random = createRandom(seed);
    const { signal } = new AbortController();
    const readings = new Readings();
    const atOnce = { anewEveryMs: 0, restFactor: 0 };
    const live = createLiveQueries({ source: readings, signal, ...TIMES, lateMs: 20_000, ...atOnce });
    const arrivals = createRandomArrivals(seed, readings, () => live);
    const open = (text: string): Panel => {
      const shape = SHAPES[random(SHAPES.length)]!;
      const handle = live.open(parsePromql(text), shape, shape.rangeMs);
      return { text, shape, handle, viewer: new Viewer() };
    };
    let nowMs = START_MS;
    for (; nowMs < START_MS + 60_000; nowMs += 3_000) arrivals.step(nowMs, nowMs + 3_000, false);
    let panels: Panel[] = panelTexts(seed).map(open);
    for (let tick = 0; tick < TICKS; tick++) {
      const fromMs = nowMs;
      nowMs += random(12) === 0 ? random(60_000) : 200 + random(6_000);
      arrivals.step(fromMs, nowMs, seed % 2 === 0);
      await Promise.all(panels.map(panel => compare(panel, readings, nowMs, signal)));
      if (random(20) === 0) panels = panels.map(panel => reopen(panel, random, open));
    }
    for (const { handle } of panels) handle.close();
    const { queries, series, samples, results } = live.stats();
    assert.deepEqual({ queries, series, samples, results }, { queries: 0, series: 0, samples: 0, results: 0 });
  });
}

for (let seed = 101; seed <= 103; seed++) {
  test(`and it comes to that whatever arrives while it is evaluated (${seed})`, { timeout: 100_000 }, async () => {
    const random = createRandom(seed);
    const { signal } = new AbortController();
    const readings = new Readings();
    const atOnce = { anewEveryMs: 0, restFactor: 0 };
    const live = createLiveQueries({ source: readings, signal, ...TIMES, lateMs: 20_000, ...atOnce });
    const arrivals = createRandomArrivals(seed, readings, () => live);
    let nowMs = START_MS;
    for (; nowMs < START_MS + 60_000; nowMs += 3_000) arrivals.step(nowMs, nowMs + 3_000, false);
    const panels = panelTexts(seed).map((text, at): Panel => {
      const shape = SHAPES[at % SHAPES.length]!;
      return { text, shape, handle: live.open(parsePromql(text), shape, shape.rangeMs), viewer: new Viewer() };
    });
    for (let tick = 0; tick < TICKS; tick++) {
      readings.pause = () => (random(3) > 0 ? setImmediate() : undefined);
      const fromMs = nowMs;
      nowMs += 200 + random(6_000);
      arrivals.step(fromMs, nowMs, true);
      const told = panels.map(async ({ handle, viewer }) => viewer.see(await handle.advance(nowMs, signal)));
      for (let turn = 0; turn < 4; turn++) {
        arrivals.step(nowMs, nowMs, true);
        if (turn % 2 === 0) await setImmediate();
        else for (let job = 0; job < 50; job++) await undefined;
      }
      await Promise.all(told);
      if (tick % 6 > 0) continue;
      readings.pause = () => undefined;
      for (let round = 0; round < 3; round++) await Promise.all(panels.map(panel => calm(panel, nowMs, signal)));
      await Promise.all(panels.map(panel => compare(panel, readings, nowMs, signal)));
    }
  });
}

async function calm({ handle, viewer }: Panel, nowMs: number, signal: AbortSignal): Promise<void> {
  viewer.see(await handle.advance(nowMs, signal));
  await handle.settled(signal);
}

function reopen(panel: Panel, random: (limit: number) => number, open: (text: string) => Panel): Panel {
  if (random(5) > 0) return panel;
  panel.handle.close();
  return open(panel.text);
}

test('and that was not of nothing', () => {
  assert.ok(seen.values > 100_000 && seen.errors > 100, JSON.stringify(seen));
  assert.ok(seen.live > 3 * seen.seldom && seen.fromMemory > 0.8 * seen.live, JSON.stringify(seen));
});
