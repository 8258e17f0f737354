import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePromql } from './parse/parse-promql.ts';
import { MAX_STEPS, type PromqlQuery, runQuery } from './run-query.ts';
import { TestStorage } from './testing/conformance/test-storage.ts';

const MINUTE_MS = 60_000;

/** So many series `x{i="..."}`, each a sample a minute for a day. */
function storageOf(series: number): TestStorage {
  const storage = new TestStorage();
  const lines = Array.from({ length: series }, (_, i) => `x{i="${i}"} 0+${i}x1440`);
  storage.load({ kind: 'load', stepMs: MINUTE_MS, lines, makesHistograms: false });
  return storage;
}

function ask(text: string, source: TestStorage, more: Partial<PromqlQuery> = {}) {
  const { signal } = new AbortController();
  const moment = { startMs: 1440 * MINUTE_MS, endMs: 1440 * MINUTE_MS, stepMs: MINUTE_MS };
  return runQuery({ expr: parsePromql(text), source, signal, ...moment, ...more });
}

test('a vector at one moment, a matrix over time, a number and a text', async () => {
  const storage = storageOf(3);
  const { kind, series } = await ask('sum by (i) (x) / 1440', storage);
  assert.deepEqual(
    [kind, series.map(({ labels, values }) => [labels.i, values[0]])],
    [
      'vector',
      [
        ['0', 0],
        ['1', 1],
        ['2', 2],
      ],
    ],
  );
  const range = await ask('x{i="2"}', storage, { startMs: 0, endMs: 2 * MINUTE_MS });
  assert.deepEqual([range.kind, ...range.series[0]!.values], ['matrix', 0, 2, 4]);
  const raw = await ask('x{i="1"}[2m]', storage);
  assert.deepEqual([raw.kind, ...raw.series[0]!.times], ['matrix', 1439 * MINUTE_MS, 1440 * MINUTE_MS]);
  assert.deepEqual([...(await ask('1 + 1', storage)).series[0]!.values], [2]);
  assert.equal((await ask('"a text"', storage)).text, 'a text');
});

test('a range of samples is no answer over time', async () => {
  await assert.rejects(ask('x[5m]', storageOf(1), { startMs: 0 }), { code: 'PROMQL', message: /such as rate/ });
});

test('more steps or samples than may be asked for end in a sentence', async () => {
  const storage = storageOf(10);
  const tooMany = { startMs: 0, endMs: MAX_STEPS * MINUTE_MS };
  await assert.rejects(ask('x', storage, tooMany), { code: 'PROMQL', message: /asks for 11001 steps/ });
  await assert.rejects(ask('x', storage, { startMs: MINUTE_MS, endMs: 0 }), { code: 'PROMQL' });
  await assert.rejects(ask('rate(x[1d])', storage, { maxSamples: 1000 }), { message: /more than 1000 samples/ });
  await assert.rejects(ask('max_over_time(x[1d:1ms])', storage, { maxSamples: 1e6 }), { message: /more than 1000000/ });
});

test('a long query ends soon after it is given up', async () => {
  const abort = new AbortController();
  const storage = storageOf(200);
  const more = { startMs: 0, signal: abort.signal };
  const asking = ask('quantile_over_time(0.5, x[1d]) + quantile_over_time(0.9, x[1d])', storage, more);
  setTimeout(() => abort.abort(new Error('the visitor left')), 20);
  let abortedAtMs = 0;
  abort.signal.addEventListener('abort', () => {
    abortedAtMs = performance.now();
  });
  await assert.rejects(asking, /the visitor left/);
  assert.ok(performance.now() - abortedAtMs < 1000, `${performance.now() - abortedAtMs} ms`);
});
