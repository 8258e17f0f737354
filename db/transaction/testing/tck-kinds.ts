import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AsyncResultInSyncScopeError, ScopeClosedError } from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';

export const kindsClaims: TckTable = {
  'A1 a wrapped function keeps its kind, this, arguments, name and length': async ({ open }) => {
    const { transactional, add, committed } = open();
    function addAs(this: { prefix: string }, name: string, count: number): string {
      add(this.prefix + name);
      return name.repeat(count);
    }
    const sync = transactional(addAs);
    const later = transactional(async (name: string) => {
      await nextTurn();
      add(name);
      return name;
    });
    const each = transactional(async function* addEach(names: readonly string[]): AsyncGenerator<string, number, void> {
      for (const name of names) {
        add(name);
        yield name;
      }
      return names.length;
    });

    assert.equal(sync.call({ prefix: 'a-' }, 'b', 2), 'bb');
    assert.equal(await later('c'), 'c');
    const steps = each(['d', 'e']);
    assert.deepEqual(await steps.next(), { value: 'd', done: false });
    assert.deepEqual(await steps.next(), { value: 'e', done: false });
    assert.deepEqual(await steps.next(), { value: 2, done: true });
    assert.deepEqual(committed(), ['a-b', 'c', 'd', 'e']);
    assert.deepEqual([sync.name, sync.length, each.name], ['addAs', 2, 'addEach']);
  },

  'A1 a decorated method keeps this and arguments, also static, private and with options': async ({ open }) => {
    const { transactional, add, committed } = open();
    class Shop {
      readonly prefix = 'shop-';
      @transactional
      buy(name: string): string {
        add(this.prefix + name);
        return name;
      }
      @transactional({ label: 'slow order' })
      async order(name: string): Promise<string> {
        await nextTurn();
        return this.#book(name);
      }
      @transactional
      #book(name: string): string {
        add(`${transactional.current()?.depth} ${name}`);
        return name;
      }
      @transactional
      static open(name: string): void {
        add(name);
      }
    }
    const shop = new Shop();
    assert.equal(shop.buy('tea'), 'tea');
    assert.equal(await shop.order('milk'), 'milk');
    Shop.open('door');
    assert.deepEqual(committed(), ['shop-tea', '1 milk', 'door']);
    assert.equal(shop.order.name, 'order');
  },

  'A2 each of 100 concurrent calls of one function sees a scope of its own': async ({ open }) => {
    const { transactional, add, committed } = open();
    const work = transactional(async (name: string) => {
      const before = transactional.current();
      await nextTurn();
      assert.equal(transactional.current(), before);
      add(name);
      return before?.id;
    });
    const ids = await Promise.all(Array.from({ length: 100 }, (_, index) => work(`item ${index}`)));
    assert.equal(new Set(ids).size, 100);
    assert.equal(committed().length, 100);
    assert.equal(transactional.current(), undefined);
  },

  'A14 a promise from a sync function is an error, and its continuation cannot write': async ({ open }) => {
    const { transactional, add, committed } = open();
    const gate = Promise.withResolvers<void>();
    let continuation: Promise<unknown> | undefined;
    const sneaky = () => {
      add('first');
      continuation = gate.promise.then(() => add('second'));
      return continuation;
    };
    assert.throws(() => transactional.run(sneaky), AsyncResultInSyncScopeError);
    await assert.rejects(transactional.batch(sneaky as () => never), AsyncResultInSyncScopeError);
    gate.resolve();
    await assert.rejects(continuation!, ScopeClosedError);
    assert.deepEqual(committed(), []);
  },
};
