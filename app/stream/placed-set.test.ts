import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { type Placed, PlacedSet } from './placed-set.ts';

test('holds what a Set holds, whatever comes and goes', () => {
  const random = createRandom(11);
  const members = Array.from({ length: 20 }, (): Placed => ({ place: 0 }));
  const placed = new PlacedSet<Placed>();
  const set = new Set<Placed>();
  for (let turn = 0; turn < 5000; turn++) {
    const member = members[random(members.length)]!;
    if (random(2) === 0) {
      placed.add(member);
      set.add(member);
    } else assert.equal(placed.delete(member), set.delete(member));
    if (random(50) === 0) {
      const out = new Set<Placed>();
      const most = random(2) === 0 ? random(set.size + 1) : set.size;
      placed.drain(each => out.add(each), most);
      assert.ok(out.size === most && [...out].every(each => set.has(each)));
      for (const each of out) set.delete(each);
    }
    assert.deepEqual(
      [placed.size, members.map(each => placed.has(each))],
      [set.size, members.map(each => set.has(each))],
    );
    assert.deepEqual(new Set(placed), set);
  }
});
