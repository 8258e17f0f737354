import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReactiveStream, type ReactiveStreamOptions, type Subscription } from './reactive.ts';
import { MAX_WAITING_CALLS } from './subscription.ts';
import { follow, passed, range, see, seeAll, seeMany, soon, stillWaits } from './testing/probe.ts';

test('D2: subscribing and returning at random from inside consumers disturbs nobody', async () => {
  const stream = createReactiveStream<number>({ capacity: 64 });
  const steady = range(1, 3).map(() => follow(stream.subscribe()));
  const comers: Subscription<number>[] = [];
  const random = createRandom(7);
  const restless = (async () => {
    for await (const _ of stream) {
      if (random() < 0.5) comers.push(stream.subscribe({ from: 'replay' }));
      else await comers.splice(Math.floor(random() * comers.length), 1)[0]?.return();
      for (const comer of comers) if (random() < 0.05) void comer.next();
    }
  })();
  for (const value of range(1, 10_000)) {
    stream.emit(value);
    if (value % 20 === 0) await passed();
  }
  stream.close();
  await restless;
  for (const seen of await Promise.all(steady)) assert.deepEqual(seen, range(1, 10_000));
});

/** Repeatable: a linear congruential generator, numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('D9: a consumer that throws inside for await is released and nobody else notices', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const other = stream.subscribe();
  const faulty = (async () => {
    for await (const _ of stream) throw new Error('consumer fault');
  })();
  for (const value of range(1, 3)) stream.emit(value);
  await assert.rejects(soon(faulty), /consumer fault/);
  assert.equal(stream.subscribers, 1);
  assert.deepEqual(await seeMany(other, 3), [1, 2, 3]);
});

test('D10: an abort before subscribe, while waiting and between batches ends the subscription', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const before = stream.subscribe({ signal: AbortSignal.abort() });
  assert.deepEqual([before.closed, stream.subscribers, await see(before)], [true, 0, 'done']);

  const abort = new AbortController();
  const [reading, waiting] = [stream.subscribe({ signal: abort.signal }), stream.subscribe({ signal: abort.signal })];
  for (const value of range(1, 5)) stream.emit(value);
  assert.equal((await soon(reading.nextBatch(2))).length, 2);
  assert.deepEqual(await seeMany(waiting, 5), range(1, 5));
  const calls = [see(waiting), see(waiting)];
  await stillWaits(Promise.race(calls));
  abort.abort();
  stream.emit(6);
  assert.deepEqual(await soon(reading.nextBatch(2)), []);
  assert.deepEqual(await Promise.all(calls), ['done', 'done']);
  assert.deepEqual([stream.subscribers, stream.stats().parked], [0, 0]);
});

test('the position is fixed inside subscribe(), not at the first read', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  stream.emit(1);
  const subscription = stream.subscribe();
  stream.emit(2);
  await passed();
  assert.equal(subscription.lag, 1);
  assert.equal(await see(subscription), 2);
});

test('hands the same event object to every subscriber', async () => {
  const stream = createReactiveStream<number>({ capacity: 8, epoch: 'file' });
  const subscriptions = [stream.subscribe(), stream.subscribe()];
  stream.emit(5);
  const [a, b] = await Promise.all(subscriptions.map(async subscription => (await subscription.next()).value));
  assert.equal(a, b);
  assert.deepEqual(a, { kind: 'event', id: 'file-1', seq: 1, value: 5 });
});

test('a burst wakes a waiting reader once, with all of it', async () => {
  const stream = createReactiveStream<number>({ capacity: 2_000 });
  const subscription = stream.subscribe();
  const batch = subscription.nextBatch(1_500);
  for (const value of range(1, 1_000)) stream.emit(value);
  assert.equal((await soon(batch)).length, 1_000);
  await assert.rejects(subscription.nextBatch(0), /at least 1 item/);
});

test('an emit from inside an emit takes the next number', async () => {
  const stream = createReactiveStream<string>({
    capacity: 8,
    key: value => {
      if (value === 'outer') stream.emit('inner');
      return value;
    },
  });
  const subscription = stream.subscribe();
  assert.equal(stream.emit('outer'), 2);
  assert.deepEqual(await seeMany(subscription, 2), ['inner', 'outer']);
});

test('a filter leaves out values, and what it throws ends only its own subscription', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const even = stream.subscribe({ filter: value => value % 2 === 0 });
  const faulty = stream.subscribe({ filter: value => value < 3 || assert.fail('filter fault') });
  const batch = faulty.nextBatch();
  for (const value of range(1, 4)) stream.emit(value);
  assert.equal((await soon(batch)).length, 2);
  await assert.rejects(see(faulty), /filter fault/);
  assert.equal(await see(faulty), 'done');
  stream.close();
  assert.deepEqual(await seeAll(even), [2, 4]);
});

test('a filter that ends its own subscription gets nothing more', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const subscription: Subscription<number> = stream.subscribe({
    filter: () => {
      void subscription.return();
      return true;
    },
  });
  stream.emit(1);
  assert.deepEqual(await seeMany(subscription, 2), ['done', 'done']);
});

test('calls that wait are bounded', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  const waiting = range(1, MAX_WAITING_CALLS).map(() => subscription.next());
  await assert.rejects(soon(subscription.next()), /await them first/);
  await subscription.return();
  assert.ok((await soon(Promise.all(waiting))).every(result => result.done));
});

test('await using releases the subscription', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  {
    await using subscription = stream.subscribe();
    assert.deepEqual([stream.subscribers, subscription.closed], [1, false]);
  }
  assert.equal(stream.subscribers, 0);
});

test('wrong options are refused with a cure', () => {
  const history = { head: 10, read: () => [] };
  const wrong: [Partial<ReactiveStreamOptions<number>>, RegExp][] = [
    [{ capacity: 0 }, /capacity is 0; it must be a whole number from 1/],
    [{ capacity: 2.5 }, /capacity is 2.5/],
    [{ replay: 9 }, /replay is 9; it must be a whole number from 0 to 8/],
    [{ maxBlockMs: 2 ** 31 }, /maxBlockMs/],
    [{ epoch: 'a b' }, /epoch "a b"/],
    [{ firstSeq: 0 }, /firstSeq is 0; it must be a whole number from 1/],
    [{ firstSeq: 10, history }, /firstSeq is 10; it must be a whole number from 11/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => createReactiveStream<number>({ capacity: 8, ...options }), message);
  }
});
