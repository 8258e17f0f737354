import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { KeyOrder, RANKED_FROM } from './key-order.ts';

test('ranks are in the order of keys, while series come, go and take the ids of others', () => {
  const random = createRandom(3);
  const keys = new Map<number, string>();
  const order = new KeyOrder(id => keys.get(id));
  for (let round = 0; round < 300; round++) {
    // Many at once, then a few.
    for (let change = random(round < 5 ? 400 : 5); change > 0; change--) {
      const id = random(500);
      if (random(3) === 0) keys.delete(id);
      else keys.set(id, `${random(50)}{"${id}"}`);
      order.note(id);
    }
    const ranks = order.ranks();
    const byRank = Array.from(keys.keys()).sort((a, b) => ranks[a]! - ranks[b]!);
    const byKey = Array.from(keys).sort(([, a], [, b]) => (a < b ? -1 : 1));
    assert.deepEqual(
      byRank,
      byKey.map(([id]) => id),
    );
  }
});

test('puts some of the series in order, few of them and many', () => {
  const random = createRandom(4);
  const keys = new Map(Array.from({ length: 5000 }, (_, id) => [id, `${random(1000)}{"${id}"}`]));
  const order = new KeyOrder(id => keys.get(id));
  for (const id of keys.keys()) order.note(id);
  for (const count of [0, 1, 30, RANKED_FROM, 4000]) {
    const ids = Uint32Array.from({ length: count }, (_, at) => (at * 4999 + count) % 5000);
    const byKey = Array.from(ids).sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
    assert.deepEqual(Array.from(order.sort(ids)), byKey);
  }
});

test('is empty when all are gone', () => {
  const keys = new Map([[4, 'a']]);
  const order = new KeyOrder(id => keys.get(id));
  order.note(4);
  assert.equal(order.ranks()[4], 0);
  keys.clear();
  order.note(4);
  order.ranks();
  keys.set(9, 'b');
  order.note(9);
  assert.equal(order.ranks()[9], 0);
});
