import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { rounds } from '../../testing/rounds.ts';
import type { SeriesBuckets } from '../history.ts';
import { checkFile } from '../testing/check-file.ts';
import { countRows } from '../testing/other-connection.ts';
import { openTempHistory, type TempHistory } from '../testing/temp-history.ts';
import { WRITERS, writeUntilKilled } from '../testing/write-until-killed.ts';

const KILLS = rounds({ ci: 3, torture: 200 });
const READINGS_PER_BATCH = 100;
/** So few that every few batches begin a flush. */
const FLUSH_POINTS = 1000;

test(`a process that is killed ${KILLS} times while it flushes loses no answered reading, and has none twice`, async t => {
  const random = createRandom(1);
  const temp = await openTempHistory(t);
  for (let kill = 0, first = 0, total = 0; kill < KILLS; kill++) {
    await temp.store.close();
    const answersBeforeKill = 20 + random(150);
    const sizes = { readingsPerBatch: READINGS_PER_BATCH, flushPoints: FLUSH_POINTS };
    const answered = await writeUntilKilled({ path: temp.path, first, answersBeforeKill, ...sizes });
    assert.ok(countRows(temp.path, 'chunk') > 0, 'there were flushes');
    await temp.reopen();
    const series = await readBatches(temp, first);
    for (const one of series) requireWhole(one, first, answered[Number(one.labels.writer)]!);
    total += sumOf(series);
    assert.equal(sumOf(await readAll(temp)), total, 'what earlier rounds left is as it was');
    first += Math.max(...series.map(({ index }) => index.length));
  }
  await temp.store.close();
  checkFile(temp.path);
});

/** Of each series a bucket for each batch, from this one on. */
async function readBatches({ store }: TempHistory, first: number): Promise<readonly SeriesBuckets[]> {
  const [fromMs, stepMs] = [first * READINGS_PER_BATCH, READINGS_PER_BATCH];
  const { series } = await store.query({ select: {}, fromMs, toMs: fromMs + 5000 * stepMs, stepMs });
  assert.equal(series.length, 3 * WRITERS);
  return series;
}

async function readAll({ store }: TempHistory): Promise<readonly SeriesBuckets[]> {
  return (await store.query({ select: {}, fromMs: 0, toMs: 1e9, stepMs: 1e9 })).series;
}

/** Batch after batch without a gap, each with all of its readings, at least to the last answered one. */
function requireWhole({ key, index, count, min, max }: SeriesBuckets, first: number, answered: number): void {
  assert.ok(first + index.length > answered, `${key} has ${index.length} batches from ${first}, answered ${answered}`);
  for (const [place, bucket] of index.entries()) {
    const batch = first + place;
    assert.deepEqual(
      [bucket, count[place], min[place], max[place]],
      [place, READINGS_PER_BATCH, batch, batch],
      `batch ${batch} of ${key}`,
    );
  }
}

function sumOf(series: readonly SeriesBuckets[]): number {
  return series.reduce((total, { count }) => total + count.reduce((sum, one) => sum + one, 0), 0);
}
