import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { rounds } from '../testing/rounds.ts';
import type { HistoryStore } from './store.ts';
import { appendMany } from './testing/append-many.ts';
import { checkFile } from './testing/check-file.ts';
import { copyAsAfterKill, countRows } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory } from './testing/temp-history.ts';

const POINTS = rounds({ ci: 500_000, torture: 10_000_000 });
const SERIES = 4_000;
const SERIES_OF_A_QUERY = 500;
/** For ten million. */
const START_LIMIT_MS = 3_000;

const CASES = [
  { where: 'in the journal alone, because no flush went well', flushPoints: 20_000_000 },
  { where: 'in chunks, and the rest in the journal', flushPoints: Math.min(4_000_000, POINTS / 2) },
];

for (const { where, flushPoints } of CASES) {
  test(`a history of ${POINTS} points after a kill, ${where}, is open again within three seconds`, async t => {
    const path = await writeAndKill(t, flushPoints);
    const startMs = performance.now();
    const { store } = await openTempHistory(t, { path });
    const openedMs = performance.now() - startMs;
    assert.equal(await countPoints(store), POINTS);
    t.diagnostic(`${POINTS} points, opened in ${Math.round(openedMs)} ms`);
    assert.ok(openedMs < START_LIMIT_MS, `${openedMs} ms`);
  });
}

test(`an orderly end with ${POINTS} points to pack is over in time, and two sweeps after the next start pack the rest`, async t => {
  const temp = await openTempHistory(t, { flushPoints: 20_000_000 });
  temp.nowMs = NOON_MS + (POINTS / SERIES) * 1000;
  await appendMany(temp.store, { series: SERIES, points: POINTS, fromMs: NOON_MS, nowMs: temp.nowMs });
  const startMs = performance.now();
  await temp.store.close(); // rejects where it takes longer than five seconds
  t.diagnostic(`closed in ${Math.round(performance.now() - startMs)} ms`);
  t.diagnostic(`${countRows(temp.path, 'journal')} journal entries left, ${countRows(temp.path, 'chunk')} chunks`);
  await temp.reopen();
  assert.equal(await countPoints(temp.store), POINTS);
  for (let sweep = 1; sweep <= 2; sweep++) await temp.store.sweep();
  assert.equal(countRows(temp.path, 'journal'), 0);
  assert.equal(await countPoints(temp.store), POINTS);
  await temp.store.close();
  checkFile(temp.path);
});

/** Gives the file as it was left. */
async function writeAndKill(t: TestContext, flushPoints: number): Promise<string> {
  const temp = await openTempHistory(t, { flushPoints });
  temp.nowMs = NOON_MS + (POINTS / SERIES) * 1000;
  await appendMany(temp.store, { series: SERIES, points: POINTS, fromMs: NOON_MS, nowMs: temp.nowMs });
  const path = copyAsAfterKill(temp.path);
  t.diagnostic(`${countRows(path, 'journal')} journal entries, ${countRows(path, 'chunk')} chunks`);
  return path;
}

async function countPoints(store: HistoryStore): Promise<number> {
  const keys = (await store.series({})).map(({ key }) => key);
  const [fromMs, stepMs] = [NOON_MS, POINTS * 1000];
  let sum = 0;
  for (let at = 0; at < keys.length; at += SERIES_OF_A_QUERY) {
    const select = { keys: keys.slice(at, at + SERIES_OF_A_QUERY) };
    const { series } = await store.query({ select, fromMs, toMs: fromMs + stepMs, stepMs });
    for (const { count } of series) sum += count[0]!;
  }
  return sum;
}
