import assert from 'node:assert/strict';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import type { Item, ReactiveStream, Subscription } from '../reactive.ts';
import { passed, range, see, soon } from './probe.ts';

/** A reader that wants the newest state rather than every step to it. */
export const conflateRows: readonly TckRow[] = [
  { rule: 'D6', claim: 'ends with the newest value of every key, none older after it', check: endsWithNewest },
  {
    rule: 'D6',
    claim: 'a snapshot holds all keys, says up to where, and what comes next follows',
    check: snapshotIsWhole,
  },
  { rule: 'D6', claim: 'who resumes too late gets the state instead of a gap', check: resumesWithState },
  { rule: 'D6', claim: 'a snapshot holds what the filter lets pass', check: filtersSnapshot },
  { rule: 'D6', claim: 'a state from before the stream is a gap, not a snapshot', check: restartedIsGap },
  { rule: 'D6', claim: 'numbers that were skipped are a gap, not a snapshot', check: skippedIsGap },
  { rule: 'D6', claim: 'is refused without a key, and nobody has subscribed', check: needsKey },
];

interface Tile {
  readonly key: string;
  readonly value: number;
}

const createTiles = (create: StreamFactory, capacity: number): ReactiveStream<Tile> =>
  create<Tile>({ capacity, key: tile => tile.key });

/** What a screen would show: events and snapshots applied in order. */
function apply(screen: Map<string, number>, item: Item<Tile>): void {
  if (item.kind === 'event') screen.set(item.value.key, item.value.value);
  if (item.kind === 'snapshot') for (const [key, tile] of item.values) screen.set(key, tile.value);
}

async function endsWithNewest(create: StreamFactory) {
  const stream = createTiles(create, 8);
  const state = new Map<string, number>();
  const screen = new Map<string, number>();
  let snapshots = 0;
  const subscription = stream.subscribe({ onLag: 'conflate' });
  const reading = (async () => {
    for await (const item of subscription) {
      const before = new Map(screen);
      apply(screen, item);
      for (const [key, value] of before) assert.ok(screen.get(key)! >= value, `${key} went back`);
      assert.notEqual(item.kind, 'gap');
      if (item.kind === 'snapshot') snapshots++;
    }
  })();
  for (const value of range(1, 1_000)) {
    const tile = { key: `key${value % 5}`, value };
    state.set(tile.key, value);
    stream.emit(tile);
    if (value % 37 === 0) await passed();
  }
  stream.close();
  await soon(reading);
  assert.deepEqual(screen, state);
  assert.ok(snapshots > 0, 'it never lagged');
}

async function snapshotIsWhole(create: StreamFactory) {
  const stream = createTiles(create, 2);
  const subscription = stream.subscribe({ onLag: 'conflate' });
  for (const [key, value] of [['a', 1], ['b', 2], ['a', 3], ['c', 4]] as const) stream.emit({ key, value }); // biome-ignore format: a table
  const item = await nextItem(subscription);
  assert.ok(item?.kind === 'snapshot');
  const values = Array.from(item.values, ([key, tile]) => [key, tile.value]);
  assert.deepEqual(Object.fromEntries(values), { a: 3, b: 2, c: 4 });
  assert.equal(item.upTo, 4);
  stream.emit({ key: 'b', value: 5 });
  const next = await nextItem(subscription);
  assert.ok(next?.kind === 'event' && next.seq === 5);
}

async function resumesWithState(create: StreamFactory) {
  const stream = createTiles(create, 2);
  for (const value of range(1, 10)) stream.emit({ key: `key${value % 2}`, value });
  const item = await nextItem(stream.subscribe({ onLag: 'conflate', from: { afterId: `${stream.epoch}-3` } }));
  assert.ok(item?.kind === 'snapshot' && item.upTo === 10 && item.values.size === 2);
}

async function filtersSnapshot(create: StreamFactory) {
  const stream = createTiles(create, 2);
  const subscription = stream.subscribe({ onLag: 'conflate', filter: tile => tile.key !== 'b' });
  for (const key of ['a', 'b', 'c', 'd']) stream.emit({ key, value: 1 });
  const item = await nextItem(subscription);
  assert.ok(item?.kind === 'snapshot');
  assert.deepEqual([...item.values.keys()], ['a', 'c', 'd']);
}

async function restartedIsGap(create: StreamFactory) {
  const stream = create<Tile>({ capacity: 2, key: tile => tile.key, epoch: 'file', firstSeq: 100 });
  const resumed = stream.subscribe({ onLag: 'conflate', from: { afterId: 'file-50' } });
  assert.equal(await see(resumed as Subscription<unknown>), 'expired 49');
}

async function skippedIsGap(create: StreamFactory) {
  const stream = createTiles(create, 2);
  const subscription = stream.subscribe({ onLag: 'conflate' });
  stream.emit({ key: 'a', value: 9 }, { seq: 9 });
  assert.equal(await see(subscription as Subscription<unknown>), 'missed 8');
}

async function needsKey(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  assert.throws(() => stream.subscribe({ onLag: 'conflate' }), TypeError);
  assert.equal(stream.subscribers, 0);
}

async function nextItem<T>(subscription: Subscription<T>): Promise<Item<T> | undefined> {
  const { value } = await soon(subscription.next());
  return value;
}
