import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClaimContext } from '../../../app/testing/claim.ts';
import type { TckTable } from './tck-database.ts';
import { lockFromOtherProcess } from './tck-process.ts';

const WRITERS = 200;
const PATIENT = { acquireTimeoutMs: 60_000 };

export const loopClaims: TckTable = {
  'A28 the event loop turns between the commits of 200 writers, batched and async': async ({ open, context }) => {
    const { transactional, add } = open();
    const turns = countTurns(context);
    /** Turn of the event loop in which each commit ended; the tasks of a group end in one. */
    const commits = new Map<number, number>();
    const write = (name: string) => {
      add(name);
      transactional.current()!.onCommit(() => commits.set(transactional.stats().commits, turns.count));
    };
    await Promise.all(range(WRITERS).map(index => transactional.batch(() => write(`batch ${index}`), PATIENT)));
    const batched = [...commits.values()];
    assert.ok(batched.length >= WRITERS / 64, `${batched.length} commits`);
    assert.equal(new Set(batched).size, batched.length, 'no two groups in one turn');

    commits.clear();
    const before = turns.count;
    const slow = async (index: number) => {
      write(`async ${index}`);
      await nextTurn();
    };
    await Promise.all(range(WRITERS).map(index => transactional.run(() => slow(index), { kind: 'async', ...PATIENT })));
    assert.ok(turns.count - before >= WRITERS, 'each of them let the event loop turn');
  },

  'A28 while another process has the lock, 200 writers wait and the event loop turns on': async ({ open, context }) => {
    const { transactional, add, committed, path } = open();
    const holder = await lockFromOtherProcess(context, path);
    const writes = range(WRITERS).map(index =>
      index % 2
        ? transactional.batch(() => add(`item ${index}`), PATIENT)
        : transactional.run(async () => add(`item ${index}`), PATIENT),
    );
    const turns = countTurns(context);
    while (turns.count < 1000) await nextTurn(); // a sleeping event loop could never tell the other to go on
    assert.deepEqual(committed(), []);
    holder.stdin!.end();
    await Promise.all(writes);
    assert.equal(committed().length, WRITERS);
  },
};

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function countTurns(context: ClaimContext): { readonly count: number } {
  const turns = { count: 0 };
  let next: NodeJS.Immediate;
  const turn = () => {
    turns.count++;
    next = setImmediate(turn);
  };
  next = setImmediate(turn);
  context.after(() => clearImmediate(next));
  return turns;
}
