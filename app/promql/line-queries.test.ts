import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openApp } from '../testing/open-app.ts';
import { createLineQueries } from './line-queries.ts';

const app = await openApp({ after });
const queries = createLineQueries(app.deps.history);
const MINUTE_MS = 60_000;
const { signal } = new AbortController();

await app.deps.history.append(
  ['a', 'b'].flatMap(name =>
    Array.from({ length: 11 }, (_, minute) => ({
      ...{ metric: 'counter', labels: { name }, value: minute * 60 },
      atMs: app.nowMs - (10 - minute) * MINUTE_MS,
    })),
  ),
);

test('now and over time come from the readings, and say what they took', async () => {
  const now = await queries.instant('sum(rate(counter[5m]))', app.nowMs, { signal });
  assert.deepEqual([now.kind, [...now.series[0]!.values]], ['vector', [2]]);
  // Windows are open on the left: the reading of five minutes ago is outside.
  assert.deepEqual([now.cost.series, now.cost.samples], [2, 10]);
  assert.ok(now.cost.tookMs > 0);
  const window = { startMs: app.nowMs - 2 * MINUTE_MS, endMs: app.nowMs, stepMs: MINUTE_MS };
  const past = await queries.range('counter{name="a"}', window, { signal });
  assert.deepEqual([...past.series[0]!.values], [480, 540, 600]);
});

test('what is wrong, too long or given up ends so', async () => {
  await assert.rejects(queries.instant('sum(', app.nowMs, { signal }), { code: 'PROMQL' });
  // A history that answers only when it is given up.
  const stuck = createLineQueries({
    line: (_query, given) =>
      setTimeout(60_000, undefined, { signal: given! }).then(assert.fail, () => {
        throw given!.reason;
      }),
  });
  await assert.rejects(stuck.instant('x', 0, { signal, timeoutMs: 1 }), { message: /took longer than 0\.001 s/ });
  const visitor = new AbortController();
  const asked = stuck.instant('x', 0, { signal: visitor.signal });
  visitor.abort(new Error('gone'));
  await assert.rejects(asked, /gone/);
});
