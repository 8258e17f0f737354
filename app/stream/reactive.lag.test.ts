import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_CONFLATED_KEYS } from './newest-by-key.ts';
import { createReactiveStream, type Item, type ReactiveStream } from './reactive.ts';
import { MAX_WAITING_SENDS } from './send-queue.ts';
import { follow, passed, range, see, seeMany, soon, stillWaits } from './testing/probe.ts';

interface Tile {
  readonly key: string;
  readonly value: number;
}

const createTiles = (capacity: number) => createReactiveStream<Tile>({ capacity, key: tile => tile.key });

/** What a screen would show: events and snapshots applied in order. */
function apply(screen: Map<string, number>, item: Item<Tile>): void {
  if (item.kind === 'event') screen.set(item.value.key, item.value.value);
  if (item.kind === 'snapshot') for (const [key, tile] of item.values) screen.set(key, tile.value);
}

test('D6: a conflated reader ends with the newest value of every key and never sees an older one after it', async () => {
  const stream = createTiles(8);
  const state = new Map<string, number>();
  const screen = new Map<string, number>();
  const subscription = stream.subscribe({ onLag: 'conflate' });
  const reading = (async () => {
    for await (const item of subscription) {
      const before = new Map(screen);
      apply(screen, item);
      for (const [key, value] of before) assert.ok(screen.get(key)! >= value, `${key} went back`);
      assert.notEqual(item.kind, 'gap');
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
});

test('D6: a snapshot holds all keys, says up to where, and is followed by what comes next', async () => {
  const stream = createTiles(2);
  const subscription = stream.subscribe({ onLag: 'conflate' });
  for (const [key, value] of [['a', 1], ['b', 2], ['a', 3], ['c', 4]] as const) stream.emit({ key, value }); // biome-ignore format: a table
  const { value: item } = await soon(subscription.next());
  assert.ok(item?.kind === 'snapshot');
  assert.deepEqual(
    new Map(Array.from(item.values, ([key, tile]) => [key, tile.value])),
    new Map(Object.entries({ a: 3, b: 2, c: 4 })),
  );
  assert.equal(item.upTo, 4);
  stream.emit({ key: 'b', value: 5 });
  const { value: next } = await soon(subscription.next());
  assert.ok(next?.kind === 'event' && next.seq === 5);
});

test('a snapshot that would not be the whole state is a gap instead', async () => {
  const forgetful = createTiles(2);
  const reader = forgetful.subscribe({ onLag: 'conflate' });
  for (const value of range(0, MAX_CONFLATED_KEYS)) forgetful.emit({ key: `key${value}`, value });
  assert.equal((await soon(reader.next())).value?.kind, 'gap');

  const remembered = createTiles(2);
  for (const value of range(1, MAX_CONFLATED_KEYS)) remembered.emit({ key: `key${value}`, value });
  const afterFirst = remembered.subscribe({ onLag: 'conflate', from: { afterId: `${remembered.epoch}-2` } });
  remembered.emit({ key: 'key1', value: 0 });
  remembered.emit({ key: 'one too many', value: 0 }); // In the place of key2, which the reader has.
  const { value: item } = await soon(afterFirst.next());
  assert.ok(item?.kind === 'snapshot' && item.values.has('key1') && !item.values.has('key2'));

  const restarted = createReactiveStream<Tile>({ capacity: 2, key: tile => tile.key, epoch: 'file', firstSeq: 100 });
  const resumed = restarted.subscribe({ onLag: 'conflate', from: { afterId: 'file-50' } });
  assert.equal(await see(resumed as never), 'expired 49');

  const skipping = createTiles(2);
  const unaware = skipping.subscribe({ onLag: 'conflate' });
  skipping.emit({ key: 'a', value: 9 }, { seq: 9 });
  assert.equal(await see(unaware as never), 'missed 8');
});

test('a conflated reader that resumes too late gets the state instead of a gap', async () => {
  const stream = createTiles(2);
  for (const value of range(1, 10)) stream.emit({ key: `key${value % 2}`, value });
  const resumed = stream.subscribe({ onLag: 'conflate', from: { afterId: `${stream.epoch}-3` } });
  const { value: item } = await soon(resumed.next());
  assert.ok(item?.kind === 'snapshot' && item.upTo === 10 && item.values.size === 2);
});

test('conflate without a key says what is missing', () => {
  const stream = createReactiveStream<number>({ capacity: 2 });
  assert.throws(() => stream.subscribe({ onLag: 'conflate' }), /give createReactiveStream\(\) a `key`/);
  assert.equal(stream.subscribers, 0);
});

test('close: a reader that lags is told its loss and ended', async () => {
  const stream = createReactiveStream<number>({ capacity: 2 });
  const [closing, other] = [stream.subscribe({ onLag: 'close' }), stream.subscribe()];
  for (const value of range(1, 5)) stream.emit(value);
  assert.deepEqual(await seeMany(closing, 3), ['missed 3', 'done', 'done']);
  assert.equal(stream.subscribers, 1);
  assert.equal(await see(other), 'missed 3');
});

test('close: coming too late is no lag', async () => {
  const stream = createReactiveStream<number>({ capacity: 2, epoch: 'file' });
  for (const value of range(1, 5)) stream.emit(value);
  const subscription = stream.subscribe({ onLag: 'close', from: { afterId: 'file-0' } });
  assert.deepEqual(await seeMany(subscription, 3), ['expired 3', 4, 5]);
});

test('D7: the publisher waits for a blocker, which loses nothing', async () => {
  const stream = createReactiveStream<number>({ capacity: 3 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const sending = (async () => {
    for (const value of range(1, 100)) await stream.send(value);
    stream.close();
  })();
  const seen: unknown[] = [];
  for await (const item of subscription) {
    assert.ok(subscription.lag <= 3);
    if (item.kind === 'event') seen.push(item.value);
    if (seen.length % 10 === 0) await passed();
  }
  await soon(sending);
  assert.deepEqual(seen, range(1, 100));
});

test('D7: a blocker that reads nothing is ejected with an error after maxBlockMs, and the publisher continues', async () => {
  const stream = createReactiveStream<number>({ capacity: 2, maxBlockMs: 20 });
  const [stuck, quick] = [stream.subscribe({ onLag: 'block' }), stream.subscribe()];
  const quickly = follow(quick);
  await stream.send(1);
  await stream.send(2);
  assert.equal(stream.tryEmit(3), undefined);
  assert.deepEqual(await Promise.all([stream.send(3), stream.send(4)]), [3, 4]);
  await assert.rejects(see(stuck), /held senders up for 20 ms/);
  assert.equal(await see(stuck), 'done');
  assert.deepEqual([stream.stats().ejected, stream.subscribers], [1, 1]);
  stream.close();
  assert.deepEqual(await quickly, range(1, 4));
});

test('senders go out in the order they came, and nothing overtakes them but emit', async () => {
  const stream = createReactiveStream<string>({ capacity: 2 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const sent = [1, 2, 3, 4].map(value => stream.send(`send ${value}`));
  assert.equal(stream.tryEmit('try'), undefined);
  assert.deepEqual(
    await seeMany(subscription, 4),
    [1, 2, 3, 4].map(value => `send ${value}`),
  );
  assert.deepEqual(await soon(Promise.all(sent)), [1, 2, 3, 4]);
  assert.equal(stream.tryEmit('try'), 5);
});

test('a value tried while a sender goes out does not overtake those that still wait', async () => {
  const tried: (number | undefined)[] = [];
  const key = (value: string) => {
    if (value === 'first') tried.push(stream.tryEmit('tried'));
    return value;
  };
  const stream = createReactiveStream<string>({ capacity: 1, key });
  const subscription = stream.subscribe({ onLag: 'block' });
  stream.emit('full');
  const sent = [stream.send('first'), stream.send('second')];
  assert.deepEqual(await seeMany(subscription, 3), ['full', 'first', 'second']);
  await soon(Promise.all(sent));
  assert.deepEqual(tried, [undefined]);
});

test('an abort after a send has gone out touches no other', async () => {
  const stream = createReactiveStream<number>({ capacity: 1 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const abort = new AbortController();
  stream.emit(1);
  const sent = [stream.send(2, { signal: abort.signal }), stream.send(3)];
  assert.equal(await see(subscription), 1);
  abort.abort();
  assert.deepEqual(await seeMany(subscription, 2), [2, 3]);
  assert.deepEqual(await soon(Promise.all(sent)), [2, 3]);
});

test('emit overruns a blocker, which is told', async () => {
  const stream = createReactiveStream<number>({ capacity: 2 });
  const subscription = stream.subscribe({ onLag: 'block' });
  for (const value of range(1, 4)) stream.emit(value);
  assert.deepEqual(await seeMany(subscription, 3), ['missed 2', 3, 4]);
});

test('a sender that waits when the stream ends is rejected and leaves nothing behind', async () => {
  const ends: ((stream: ReactiveStream<number>) => void)[] = [s => s.close(), s => s.fail(new Error('disk full'))];
  for (const end of ends) {
    const stream = createReactiveStream<number>({ capacity: 1 });
    const subscription = stream.subscribe({ onLag: 'block' });
    await stream.send(1);
    const waiting = stream.send(2);
    end(stream);
    await assert.rejects(soon(waiting), /takes no more values/);
    await assert.rejects(soon(stream.send(3)), /takes no more values/);
    assert.throws(() => stream.emit(3), /stop what feeds it before close/);
    assert.equal(stream.tryEmit(3), undefined);
    assert.deepEqual([await see(subscription), stream.head], [1, 1]);
  }
});

test('senders that wait are bounded', async () => {
  const stream = createReactiveStream<number>({ capacity: 1 });
  const subscription = stream.subscribe({ onLag: 'block' });
  stream.emit(1);
  const waiting = range(1, MAX_WAITING_SENDS).map(value => stream.send(value));
  await assert.rejects(soon(stream.send(0)), /await them first/);
  await subscription.return();
  await soon(Promise.all(waiting));
});

test('D11: a reader slower than the publisher still gets an event for every gap', async () => {
  const stream = createReactiveStream<number>({ capacity: 3 });
  const subscription = stream.subscribe();
  const kinds: string[] = [];
  let counted = 0;
  for (const round of range(1, 50)) {
    for (const _ of range(1, 10)) stream.emit(round);
    const { value } = await soon(subscription.next());
    kinds.push(value!.kind);
    counted += value?.kind === 'gap' ? value.missed : 1;
  }
  assert.ok(kinds.every((kind, i) => kind === (i % 2 === 0 ? 'gap' : 'event')), kinds.join(' ')); // biome-ignore format: one line per claim
  assert.equal(counted + subscription.lag, 500);
  assert.deepEqual(stream.stats(), { parked: 0, maxLag: subscription.lag, gaps: 25, ejected: 0 });
});

test('D11: a filter that nothing passes leads to one gap and no more until an event', async () => {
  const stream = createReactiveStream<number>({ capacity: 2 });
  const subscription = stream.subscribe({ filter: value => value < 0 });
  for (const value of range(1, 10)) stream.emit(value);
  assert.equal(await see(subscription), 'missed 8');
  const next = see(subscription);
  for (const value of range(11, 20)) stream.emit(value);
  await stillWaits(next);
  for (const value of range(21, 30)) stream.emit(value);
  await stillWaits(next);
  stream.emit(-1);
  assert.equal(await next, 'missed 16');
  assert.equal(await see(subscription), -1);
});
