import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadOnlyDrizzle } from './transaction/drizzle-client.ts';
import type { Scope, Transactional } from './transactional.ts';

/** Never called: the compiler is the test. Each marked line must be an error, every other line must not. */
function compile(transactional: Transactional, readOnly: ReadOnlyDrizzle): unknown {
  const sync: (name: string) => number = transactional((name: string) => name.length);
  const later: (id: bigint) => Promise<string> = transactional(async (id: bigint) => String(id), { label: 'later' });
  const each: () => AsyncGenerator<number, string, boolean> = transactional(async function* (): AsyncGenerator<
    number,
    string,
    boolean
  > {
    return (yield 1) ? 'yes' : 'no';
  });
  const generic: <T>(value: T) => T[] = transactional(<T>(value: T) => [value]);

  const either = (isLater: boolean): number | Promise<number> => (isLater ? Promise.resolve(1) : 1);
  // @ts-expect-error either a promise or not: kind must say
  transactional(either);
  // @ts-expect-error options without kind do not say it
  transactional(either, { label: 'either' });
  // @ts-expect-error nor does run
  transactional.run(() => either(true));
  const declared: typeof either = transactional(either, { kind: 'async' });
  const declaredRun: number | Promise<number> = transactional.run(() => either(true), { kind: 'async' });

  const ran: number = transactional.run((scope: Scope) => scope.depth);
  const ranLater: Promise<number> = transactional.run(async scope => scope.depth);
  const batched: Promise<string> = transactional.batch(scope => `${scope.id}`);
  // @ts-expect-error a batch task is sync
  transactional.batch(async () => 1);
  // @ts-expect-error a scope is for looking and hooks, not for ending the transaction
  transactional.run(scope => scope.complete());
  // @ts-expect-error misspelled
  transactional(() => 1, { nest: 'join' });

  class Shop {
    @transactional
    buy(name: string): number {
      return name.length;
    }
    @transactional({ nested: 'forbid' })
    async order(name: string): Promise<number> {
      return this.buy(name);
    }
    // @ts-expect-error either a promise or not
    @transactional
    either(isLater: boolean): number | Promise<number> {
      return either(isLater);
    }
    // @ts-expect-error only methods
    @transactional
    count = 0;
  }

  readOnly.select();
  // @ts-expect-error A27 the drizzle of code outside scopes cannot write
  readOnly.insert;
  return [sync, later, each, generic, declared, declaredRun, ran, ranLater, batched, Shop];
}

test('A1 the compiler refuses what cannot work', () => {
  assert.equal(compile.length, 2);
});
