import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRandom } from '../../../app/testing/random.ts';
import { HoldTimeoutError } from '../../transactional.ts';
import type { TckDatabase } from './tck-database.ts';

/** Every row is written under a name of its own, so what a call says can be compared with what is there afterwards. */
type Names = string[];

/** What happened to the outermost calls of a run. */
export interface Outcome {
  kept: number;
  failed: number;
  heldTooLong: number;
  waitedTooLong: number;
  aborted: number;
}

const CALLS = 24;
const UNLIMITED = { acquireTimeoutMs: Number.POSITIVE_INFINITY, holdTimeoutMs: Number.POSITIVE_INFINITY };

/**
 * Random calls of every lane over one database: nested, joined, side by side, failing, held too long, waiting too long, aborted
 * while they wait and while they run. The model: a call that answered well has all its rows, another one has none, and hooks ran
 * for exactly the rows that are there, in their order. Throws when the database and the model differ. Leaves the table empty.
 */
export async function runRandomScopes(database: TckDatabase, seed: number): Promise<Outcome> {
  const { transactional, committed } = database;
  const random = createRandom(seed);
  const outcome: Outcome = { kept: 0, failed: 0, heldTooLong: 0, waitedTooLong: 0, aborted: 0 };
  const published: Names = [];
  const kept: Names = [];
  let count = 0;

  const write = (mine: Names) => {
    const name = `item ${count++}`;
    database.add(name);
    mine.push(name);
    transactional.current()!.onCommit(() => published.push(name));
  };
  const mayFail = (oneIn: number) => {
    if (random(oneIn) === 0) throw new Error('drawn to fail');
  };
  const writeOrFail = (mine: Names, oneIn: number) => {
    write(mine);
    mayFail(oneIn);
  };
  const pause = async () => {
    for (let turns = random(3); turns > 0; turns--) await nextTurn();
  };
  /** Runs an inner scope; its rows count only if it was kept, and its failure is sometimes passed on. */
  const inside = async (mine: Names, run: (inner: Names) => unknown) => {
    const inner: Names = [];
    try {
      await run(inner);
      mine.push(...inner);
    } catch (error) {
      if (random(3) === 0) throw error;
    }
  };
  const body = async (mine: Names, depth: number): Promise<void> => {
    for (let steps = 1 + random(3); steps > 0; steps--) {
      write(mine);
      await pause();
      mayFail(25);
      if (depth < 3) await inside(mine, nestings[random(nestings.length)]!(depth + 1));
    }
  };
  const nestings: ((depth: number) => (inner: Names) => unknown)[] = [
    () => () => {},
    depth => inner => transactional.run(() => body(inner, depth), { kind: 'async' }),
    depth => inner => transactional.run(() => body(inner, depth), { kind: 'async', nested: 'join' }),
    () => inner => transactional.run(() => writeOrFail(inner, 3)),
    () => inner => transactional.batch(() => writeOrFail(inner, 3)),
    depth => inner => {
      const part = () => inside(inner, names => transactional.run(() => body(names, depth), { kind: 'async' }));
      return Promise.allSettled([part(), part(), part()]);
    },
    depth => async inner => {
      const each = transactional(async function* () {
        await body(inner, depth);
        yield;
        write(inner);
      });
      for await (const _ of each()) if (random(3) === 0) throw new Error('the consumer left');
    },
  ];

  /** Holds its connection until it is told that it may not any more, then tries to go on: nothing of that may be there. */
  const overstay = async (mine: Names) => {
    const { signal } = transactional.current()!;
    write(mine);
    while (!signal.aborted) await nextTurn();
    assert.throws(() => database.add(`late ${count++}`));
    throw signal.reason;
  };
  const lanes: ((mine: Names) => Promise<unknown>)[] = [
    mine => transactional.run(() => body(mine, 0), { kind: 'async', ...UNLIMITED }),
    mine => transactional.batch(() => writeOrFail(mine, 5), UNLIMITED),
    async mine => transactional.run(() => writeOrFail(mine, 5)), // refused while somebody else has the writer
    mine => transactional.run(() => overstay(mine), { kind: 'async', ...UNLIMITED, holdTimeoutMs: 1 }),
    mine => transactional.run(() => body(mine, 0), { kind: 'async', ...UNLIMITED, acquireTimeoutMs: random(3) }),
    mine => transactional.batch(() => write(mine), { acquireTimeoutMs: random(3) }),
    async mine => {
      const controller = new AbortController();
      const options = { ...UNLIMITED, signal: controller.signal };
      const isBatch = random(3) === 0;
      const call = isBatch
        ? transactional.batch(() => write(mine), options)
        : transactional.run(() => body(mine, 0), { kind: 'async', ...options });
      call.catch(() => {}); // it may end before the line below that reads its answer
      await pause();
      controller.abort(new DOMException('not wanted any more', 'AbortError'));
      return call;
    },
  ];

  const call = async () => {
    const mine: Names = [];
    await pause();
    try {
      await lanes[random(lanes.length)]!(mine);
      kept.push(...mine);
      outcome.kept++;
    } catch (error) {
      outcome[nameOf(error)]++; // its rows must be gone
    }
  };

  await Promise.all(Array.from({ length: CALLS }, call));
  const rows = committed();
  assert.deepEqual(rows.toSorted(), kept.toSorted(), `seed ${seed}: rows are not those that were answered for`);
  assert.deepEqual(published, rows, `seed ${seed}: hooks did not run in commit order`);
  assert.equal(transactional.stats().heldBy, undefined, `seed ${seed}: the writer is still held`);
  assert.equal(transactional.stats().queued, 0, `seed ${seed}: somebody waits still`);
  transactional.run(() => database.prepare('DELETE FROM item').run());
  return outcome;
}

function nameOf(error: unknown): keyof Outcome {
  const name = (error as Error).name;
  if (error instanceof HoldTimeoutError) return 'heldTooLong';
  if (name === 'AcquireTimeoutError') return 'waitedTooLong';
  return name === 'AbortError' ? 'aborted' : 'failed';
}
