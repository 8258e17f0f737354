import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openTempDatabase } from './testing/temp-database.ts';

/** Every row is written under a name of its own, so what a call says can be compared with what is there afterwards. */
type Names = string[];

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`A3 A5 A7 A8 A21 random nested, parallel and failing scopes keep exactly what they answered for (seed ${seed})`, async t => {
    const database = openTempDatabase(t);
    const { transactional, committed } = database;
    const random = createRandom(seed);
    const published: Names = [];
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
      for (let steps = 1 + random(4); steps > 0; steps--) {
        write(mine);
        await pause();
        mayFail(25);
        if (depth < 4) await inside(mine, nestings[random(nestings.length)]!(depth + 1));
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
    ];
    const kept: Names = [];
    const call = async (index: number) => {
      const mine: Names = [];
      const options = { acquireTimeoutMs: Number.POSITIVE_INFINITY, holdTimeoutMs: Number.POSITIVE_INFINITY };
      await pause();
      try {
        if (index % 2) await transactional.run(() => body(mine, 0), { kind: 'async', ...options });
        else await transactional.batch(() => writeOrFail(mine, 5), options);
        kept.push(...mine);
      } catch {
        // its rows must be gone
      }
    };

    await Promise.all(Array.from({ length: 60 }, (_, index) => call(index)));
    assert.deepEqual(committed().sort(), kept.sort());
    assert.deepEqual(published, committed());
    assert.ok(kept.length > 20 && kept.length < count, `${kept.length} of ${count} rows kept`);
    assert.equal(transactional.stats().heldBy, undefined);
  });
}

/** Whole numbers below `limit`, the same for the same seed (mulberry32). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
