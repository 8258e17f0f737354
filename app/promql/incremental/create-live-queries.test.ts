import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Samples } from '../eval/source.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { type PromqlQuery, runQuery } from '../run-query.ts';
import {
  createLiveQueries,
  type LiveHandle,
  type LiveQueriesOptions,
  MAX_LIVE_QUERIES,
} from './create-live-queries.ts';
import type { LiveAnswer } from './live-answer.ts';
import { Readings } from './testing/readings.ts';
import { Viewer } from './testing/viewer.ts';

const START_MS = 1_700_000_000_000;
const X = { __name__: 'x', host: 'a' };
const Y = { __name__: 'x', host: 'b' };
const never = new AbortController().signal;
const at = (labels: Samples['labels'], seconds: number, value = seconds): Samples => ({
  labels,
  times: Float64Array.of(START_MS + seconds * 1000),
  values: Float64Array.of(value),
});

/** Two series with a reading a second up to the second 0, and what is evaluated of them as a whole is counted. */
function open(options: Partial<LiveQueriesOptions> = {}) {
  const readings = new Readings();
  let anew = 0;
  const evaluate = (query: PromqlQuery) => {
    anew++;
    return runQuery(query);
  };
  const live = createLiveQueries({ source: readings, signal: never, evaluate, ...options });
  const keep = (...batch: Samples[]) => {
    for (const samples of batch) readings.add(samples);
    live.note(batch);
  };
  for (let second = -600; second <= 0; second++) keep(at(X, second), at(Y, second));
  return {
    ...{ readings, live, keep },
    panel: (text: string, seconds = 10, stepMs = 1000) => live.open(parsePromql(text), { stepMs }, seconds * 1000),
    anew: () => anew,
  };
}

const advance = (handle: LiveHandle, second: number) => handle.advance(START_MS + second * 1000, never);

async function settle(handle: LiveHandle, second: number): Promise<LiveAnswer> {
  await advance(handle, second);
  await handle.settled(never);
  return advance(handle, second);
}

/** Values of the only line at the last steps. */
function last(answer: LiveAnswer, count = 1): number[] {
  assert.equal(answer.columns.lines.length, 1);
  return [...answer.columns.values.slice(-count)];
}

test('the first tick only begins to read; then there are all steps, and afterwards the new ones', async () => {
  const { panel, keep } = open();
  const handle = panel('sum(x)', 4);
  const first = await advance(handle, 0);
  assert.deepEqual([first.steps.count, first.waiting], [0, 'It is evaluated for the first time.']);
  await handle.settled(never);
  const all = await advance(handle, 0);
  assert.deepEqual([all.changedFromStep, ...all.columns.values], [0, -8, -6, -4, -2, 0]);
  assert.deepEqual([...all.columns.labels.values()], [{}]);
  keep(at(X, 1), at(Y, 1));
  const next = await advance(handle, 1);
  assert.deepEqual([next.steps.startMs, next.steps.count], [START_MS - 3000, 5]);
  assert.deepEqual([next.changedFromStep, [...next.columns.values], next.columns.labels.size], [4, [2], 0]);
  const same = await advance(handle, 1);
  assert.deepEqual([same.changedFromStep, same.columns.values.length, same.columns.lines.length], [5, 0, 1]);
});

test('steps are multiples of their length, and a late reading changes those that it belongs to', async () => {
  const { panel, keep } = open();
  const handle = panel('max(x)', 60, 7_000);
  await settle(handle, 0);
  keep(at(X, 20));
  const { steps, changedFromStep } = await advance(handle, 20);
  assert.equal(steps.startMs % 7_000, 0);
  assert.ok(changedFromStep > steps.count - 4);
  keep(at(Y, 8, 1000));
  const late = await advance(handle, 21);
  const fromMs = late.steps.startMs + late.changedFromStep * 7_000;
  assert.ok(fromMs >= START_MS + 8_000 && fromMs < START_MS + 15_000);
});

test('a tick reads nothing from the source, whatever the window is', async () => {
  const { panel, keep, readings, live } = open();
  const texts = [
    'rate(x[1m])',
    'rate(x{host="a"}[5s])',
    'sum(x{host="b"} offset -5s)',
    'topk(1, x offset 20s)',
    'max_over_time((x * 2)[5m:10s])',
    'x offset 9m',
    'x @ 1699999900',
  ];
  const handles = texts.map(text => panel(text, 100));
  for (const handle of handles) await settle(handle, 0);
  const before = readings.reads;
  for (let second = 1; second <= 100; second++) {
    keep(at(X, second), at(Y, second), at(X, second - 50, 1));
    for (const handle of handles) assert.equal((await advance(handle, second)).seldom, undefined);
  }
  assert.deepEqual([readings.reads, live.stats().sourceReads], [before, 0]);
});

test('what lags far behind is read ahead, a few times', async () => {
  const { panel, keep, readings } = open();
  const handle = panel('x offset 10m');
  await settle(handle, 0);
  const before = readings.reads;
  for (let second = 1; second <= 400; second++) {
    keep(at(X, second), at(Y, second));
    await advance(handle, second);
  }
  assert.ok(readings.reads - before <= 2, `${readings.reads - before} reads`);
  assert.equal((await advance(handle, 401)).columns.lines.length, 2);
});

test('what two panels have in common is evaluated once a tick', async () => {
  const { panel, keep, live } = open();
  const handles = ['sum(rate(x[1m]))', 'max(rate(x{}[1m]))', 'topk(1, (rate(x[60s])))'].map(text => panel(text));
  for (const handle of handles) await settle(handle, 0);
  const before = live.stats().sharedParts;
  keep(at(X, 1));
  await Promise.all(handles.map(handle => advance(handle, 1)));
  assert.equal(live.stats().sharedParts - before, 2);
});

test('what comes between two panels of one tick is seen by the second', async () => {
  const { panel, keep } = open();
  const [first, second] = [panel('sum(x)'), panel('sum(x) + 0')];
  for (const handle of [first, second]) await settle(handle, 0);
  keep(at(X, 1), at(Y, 1));
  assert.deepEqual(last(await advance(first, 1)), [2]);
  keep(at(X, 1, 7));
  assert.deepEqual([last(await advance(second, 1)), last(await advance(first, 1))], [[8], [8]]);
});

test('what comes while all is read is not lost, and what was evaluated meanwhile is not taken back', async () => {
  const gate = Promise.withResolvers<void>();
  const wait = [Promise.resolve(), gate.promise];
  const evaluate = async (query: PromqlQuery) => {
    const answer = await runQuery(query);
    await wait.shift();
    return answer;
  };
  const { panel, keep } = open({ evaluate, anewEveryMs: 0 });
  const handle = panel('sum(x)');
  await settle(handle, 0);
  keep(at(X, -300, 5));
  keep(at(X, 1), at(Y, 1));
  assert.equal((await advance(handle, 1)).waiting, 'Older readings have come.');
  keep(at(X, 1, 50));
  assert.deepEqual(last(await advance(handle, 1)), [51]);
  keep(at(X, 2), at(Y, 2));
  await advance(handle, 2);
  gate.resolve();
  await handle.settled(never);
  await advance(handle, 2);
  assert.deepEqual([...handle.snapshot().columns.values.slice(-2)], [51, 4]);
});

test('a series that was removed or renamed counts no more from the next step on, and soon in none', async () => {
  const { panel, keep, readings, live } = open();
  const handle = panel('sum(x)');
  keep(at(Y, 0, 100));
  await settle(handle, 0);
  readings.rename(Y, { ...Y, __name__: 'y' });
  live.forget([Y, { ...Y, __name__: 'y' }]);
  keep(at(X, 1));
  assert.deepEqual(last(await advance(handle, 1)), [1]);
  const before = await advance(handle, 2);
  assert.equal(before.waiting, 'A series that it reads was removed or renamed.');
  await settle(handle, 11);
  assert.deepEqual([...handle.snapshot().columns.values].slice(0, 3), [1, 1, 1]);
});

test('older readings are looked at once in ten seconds, however many come', async () => {
  const { panel, keep, anew } = open();
  const handle = panel('sum(x)', 400);
  await settle(handle, 0);
  const before = anew();
  for (let second = 1; second <= 30; second++) {
    keep(at(X, -300 + second, 0));
    await advance(handle, second);
    await handle.settled(never);
  }
  assert.ok(anew() - before <= 3, `${anew() - before} times`);
  keep(at(X, -1000, 0));
  assert.equal((await settle(handle, 41)).waiting, undefined, 'what is before the range changes nothing');
});

test('what cannot be evaluated bit by bit says why, and is evaluated whole once in ten seconds', async () => {
  const { panel, keep, anew } = open();
  const handle = panel('x and topk(1, x @ end())');
  const answer = await settle(handle, 0);
  assert.equal(answer.seldom, '@ end() makes every step depend on the newest one.');
  assert.equal(answer.columns.lines.length, 1);
  const before = anew();
  for (let second = 1; second <= 30; second++) {
    keep(at(X, second), at(Y, second));
    await advance(handle, second);
    await handle.settled(never);
  }
  assert.equal(anew() - before, 3);
  assert.equal(handle.snapshot().steps.startMs, START_MS + 20_000);
});

for (const [bounds, sentence] of [
  [{ samples: 500 }, /keep more than 500 samples in memory/],
  [{ series: 1 }, /keep more than 1 series in memory/],
] as const) {
  test(`beyond a bound a panel reads the history, and says so: ${Object.keys(bounds)}`, async () => {
    const { panel, keep, live } = open({ bounds });
    const [small, large] = [panel('sum(x{host="a"})'), panel('sum(rate(x[5m]))')];
    await settle(small, 0);
    assert.match((await settle(large, 0)).seldom ?? '', sentence);
    keep(at(X, 20), at(Y, 20));
    const answer = await settle(large, 20);
    assert.equal(answer.steps.startMs, START_MS + 10_000);
    assert.equal(answer.error, undefined);
    assert.ok(live.stats().series <= 1 && live.stats().samples <= 500);
  });
}

test('when another one is closed, there may be room again', async () => {
  const { panel, keep } = open({ bounds: { series: 2 } });
  const [first, second] = [panel('sum(x)'), panel('max(x{host=~".*"})')];
  await settle(first, 0);
  assert.match((await settle(second, 0)).seldom ?? '', /more than 2 series/);
  first.close();
  keep(at(X, 20), at(Y, 20));
  await settle(second, 20);
  assert.equal((await settle(second, 31)).seldom, undefined);
});

test('windows that are too long for memory are read from the history', async () => {
  const { panel } = open();
  const { seldom } = await settle(panel('max_over_time(x[1d])'), 0);
  assert.match(seldom ?? '', /looks back 1d, and only 6h are kept in memory/);
});

test('too many lines end in a sentence, and give their memory back', async () => {
  const { panel, live } = open({ bounds: { results: 15 } });
  const { error } = await settle(panel('x'), 0);
  assert.match(error?.message ?? '', /may have 15 steps of lines/);
  assert.equal(live.stats().results, 0);
});

test('the order of a sorted panel is told with each new step', async () => {
  const { panel, keep } = open();
  const [handle, viewer] = [panel('sort_desc(x)', 0), new Viewer()];
  const orderAt = async (second: number) => {
    viewer.see(await advance(handle, second));
    await handle.settled(never);
    viewer.see(await advance(handle, second));
    return Array.from(viewer.byLabels().values(), values => values.get(START_MS + second * 1000));
  };
  await orderAt(0);
  keep(at(X, 1, 1), at(Y, 1, 2));
  assert.deepEqual(await orderAt(1), [2, 1]);
  keep(at(X, 2, 4), at(Y, 2, 3));
  assert.deepEqual(await orderAt(2), [4, 3]);
});

test('what is no panel is refused at once', () => {
  const { panel } = open();
  assert.throws(() => panel('x[5m]'), { code: 'PROMQL', message: /such as rate/ });
  assert.throws(() => panel('"text"'), { code: 'PROMQL', message: /text cannot be shown/ });
  assert.throws(() => panel('x', 11_000), { code: 'PROMQL', message: /1 to 11000 steps/ });
  assert.throws(() => panel('x', 10, 0.5), { code: 'PROMQL' });
  const handles = Array.from({ length: MAX_LIVE_QUERIES }, () => panel('x'));
  assert.throws(() => panel('x'), { code: 'PROMQL', message: /1000 live panels at a time/ });
  handles[0]!.close();
  panel('x');
});

test('who gives up gets the reason, and who comes next what was missed', async () => {
  const { panel, keep } = open();
  const handle = panel('sum(x)');
  await settle(handle, 0);
  keep(at(X, 1), at(Y, 1));
  const abort = new AbortController();
  const given = handle.advance(START_MS + 1000, abort.signal);
  abort.abort(new Error('the visitor left'));
  await assert.rejects(given, /the visitor left/);
  keep(at(X, 2), at(Y, 2));
  assert.deepEqual(last(await advance(handle, 2), 2), [2, 4]);
});

test('closing ends what is read, and a closed one answers no more', async () => {
  const reading = Promise.withResolvers<AbortSignal>();
  const evaluate = (query: PromqlQuery) => {
    reading.resolve(query.signal);
    return new Promise<never>((_, reject) => query.signal.addEventListener('abort', () => reject(query.signal.reason)));
  };
  const { panel, live } = open({ evaluate });
  const handle = panel('sum(x)');
  await advance(handle, 0);
  const settled = handle.settled(never);
  const signal = await reading.promise;
  handle.close();
  handle.close();
  assert.ok(signal.aborted);
  await settled;
  await assert.rejects(advance(handle, 1), /The live query was closed/);
  assert.deepEqual(live.stats(), { queries: 0, series: 0, samples: 0, results: 0, sharedParts: 0, sourceReads: 0 });
});

test('a source that fails is told once, and asked again later', async () => {
  let fails = true;
  const evaluate = (query: PromqlQuery) => (fails ? Promise.reject(new Error('the disk is gone')) : runQuery(query));
  const { panel } = open({ evaluate });
  const handle = panel('sum(x)');
  await advance(handle, 0);
  await assert.rejects(handle.settled(never), /the disk is gone/);
  fails = false;
  assert.equal((await advance(handle, 5)).steps.count, 0);
  assert.deepEqual(last(await settle(handle, 10)), [0]);
});

test('an expression without an answer says so, and answers when it has one', async () => {
  const { panel, keep, readings, live } = open();
  const handle = panel('label_replace(x, "host", "", "", "")');
  assert.match((await settle(handle, 0)).error?.message ?? '', /same labelset/);
  readings.remove(Y);
  live.forget([Y]);
  keep(at(X, 11));
  const { error, columns } = await settle(handle, 11);
  assert.deepEqual([error, columns.lines.length], [undefined, 1]);
});

test('a panel that nobody asked for an hour is right again', async () => {
  const { panel, keep } = open();
  const [handle, viewer] = [panel('sum(x)', 600), new Viewer()];
  viewer.see(await settle(handle, 0));
  for (let second = 1; second <= 3600; second++) keep(at(X, second), at(Y, second));
  viewer.see(await advance(handle, 3600));
  const [line] = viewer.byLabels().values();
  assert.deepEqual([line!.size, line!.get(START_MS + 3_000_000), line!.get(START_MS + 3_600_000)], [601, 6000, 7200]);
});

test('a clock that goes back stops the steps, and breaks nothing', async () => {
  const { panel, keep } = open();
  const handle = panel('sum(x)');
  await settle(handle, 0);
  keep(at(X, 5), at(Y, 5));
  const there = await advance(handle, 5);
  const back = await advance(handle, -100);
  assert.deepEqual([back.steps, back.changedFromStep], [there.steps, there.steps.count]);
});

test('who comes late is told all of it; and an answer goes to another thread as it is', async () => {
  const { panel, keep } = open();
  const [handle, early, late] = [panel('x'), new Viewer(), new Viewer()];
  early.see(await settle(handle, 0));
  keep(at(X, 3));
  early.see(await advance(handle, 3));
  const snapshot = handle.snapshot();
  const { values, present, lines } = snapshot.columns;
  const transfer = [values.buffer, present.buffer, lines.buffer];
  late.see(structuredClone(snapshot, { transfer }));
  assert.deepEqual(late.byLabels(), early.byLabels());
  assert.equal(values.length, 0);
  assert.equal(handle.snapshot().columns.lines.length, 2);
});
