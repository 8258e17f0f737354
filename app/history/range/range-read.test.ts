import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openReadOnlyDatabase } from '../../../db/read-only-database.ts';
import { openTempHistory } from '../testing/temp-history.ts';
import type { RangePlan } from './range-plan.ts';
import { createRangeRead } from './range-read.ts';

const RANGE = { select: {}, fromMs: 0, toMs: 1 };
const gather = () => ({ addStats: () => true, addPoints: () => {}, result: () => ({}) });

test('where a flush ended between the snapshot and the plan, both are taken anew', async t => {
  const { read, asked } = await openRead(t, [1, 2, 2], [2, 3, 2]);
  assert.equal((await read()).commit, 3);
  assert.equal(asked(), 3);
});

test('gives up where that never ends', async t => {
  const { read, asked } = await openRead(t, [1, 1, 1, 1, 1, 1], [2, 2, 2, 2, 2, 2]);
  await assert.rejects(read(), /not at rest 5 times/);
  assert.equal(asked(), 5);
});

/** A read in which the snapshots and the plans count flushes like this, attempt by attempt. The plans number their commits. */
async function openRead(
  t: Parameters<typeof openTempHistory>[0],
  inSnapshots: readonly number[],
  inPlans: readonly number[],
) {
  const { path } = await openTempHistory(t);
  const database = openReadOnlyDatabase(path, 1);
  t.after(async () => database.close());
  let asked = 0;
  const read = createRangeRead({
    database,
    meta: { get: () => ({ commit: 0, readings: 0, flushes: inSnapshots[asked]! }) },
    chunks: { between: () => [], ofMany: () => [], points: () => assert.fail('there are no chunks') },
    plan: async (): Promise<RangePlan> => {
      const flushes = inPlans[asked++]!;
      return { commit: asked, flushes, series: [], head: { times: new Float64Array(), values: new Float64Array() } };
    },
    hours: { between: () => [], ofMany: () => [] },
    onCorruptHours: () => assert.fail('there are no hours'),
    onCorrupt: () => assert.fail('there are no chunks'),
  });
  return {
    asked: () => asked,
    read: () => read(new AbortController().signal, RANGE, gather),
  };
}
