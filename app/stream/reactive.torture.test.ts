import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../testing/rounds.ts';
import { range } from './testing/probe.ts';
import { RandomLife } from './testing/random-life.ts';

const LIVES = rounds({ ci: 100, torture: 5_000 });
const STEPS = 40;

test(`${LIVES} random lives of a stream go as its model says`, async t => {
  const seen = new Map<string, number>();
  for (const seed of range(1, LIVES)) {
    const life = new RandomLife(seed);
    try {
      for (const _ of range(1, STEPS)) await life.step();
      await life.end();
    } catch (error) {
      const message = error instanceof Error ? error.message : error;
      throw new Error(`in the life of seed ${seed}: ${message}`, { cause: error });
    }
    for (const [kind, count] of life.seen) seen.set(kind, (seen.get(kind) ?? 0) + count);
  }
  t.diagnostic(Array.from(seen, ([kind, count]) => `${count} ${kind}`).join(', '));
  for (const kind of ['event', 'overrun', 'expired', 'epoch', 'snapshot', 'end', 'failed']) {
    assert.ok(seen.has(kind), `${kind} was never seen`);
  }
});
