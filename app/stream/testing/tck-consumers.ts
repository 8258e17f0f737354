import assert from 'node:assert/strict';
import { createRandom } from '../../testing/random.ts';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import type { Subscription } from '../reactive.ts';
import { follow, passed, range, see, seeAll, seeMany, soon, stillWaits } from './probe.ts';

/** What consumers may do, and what it means to the others. */
export const consumerRows: readonly TckRow[] = [
  { rule: 'D2', claim: 'subscribing and returning at random from inside consumers disturbs nobody', check: comeAndGo },
  {
    rule: 'D9',
    claim: 'a consumer that throws inside for await is released and nobody else notices',
    check: consumerThrows,
  },
  {
    rule: 'D10',
    claim: 'an abort before subscribing, while waiting and between batches ends the subscription',
    check: aborts,
  },
  {
    rule: 'D10',
    claim: 'an abort inside for await, in the midst of what there is, ends the loop',
    check: abortsInLoop,
  },
  { rule: 'position', claim: 'is fixed inside subscribe(), not at the first read', check: fixesPosition },
  { rule: 'events', claim: 'are the same object for every subscriber', check: sharesEvents },
  { rule: 'batch', claim: 'a burst wakes a waiting reader once, with all of it', check: wakesOnce },
  { rule: 'batch', claim: 'of less than one item is refused', check: refusesEmptyBatch },
  { rule: 'emit', claim: 'from inside an emit takes the next number', check: emitsInside },
  { rule: 'emit', claim: 'publishes nothing when the key throws', check: keyThrows },
  { rule: 'emit', claim: 'in a loop of microtasks gives readers their turns', check: readersKeepUp },
  { rule: 'filter', claim: 'leaves out values, and what it throws ends only its own subscription', check: filters },
  { rule: 'filter', claim: 'that ends its own subscription gets nothing more', check: filterReturns },
  { rule: 'iteration', claim: 'await using releases the subscription', check: disposes },
  { rule: 'iteration', claim: 'break releases the subscription, and a second loop over it is empty', check: breaks },
  { rule: 'iteration', claim: 'yield* passes return() and throw() on', check: delegates },
];

async function comeAndGo(create: StreamFactory) {
  const stream = create<number>({ capacity: 64 });
  const steady = range(1, 3).map(() => follow(stream.subscribe()));
  const comers: Subscription<number>[] = [];
  const random = createRandom(7);
  const restless = (async () => {
    for await (const _ of stream) {
      if (random() < 0.5) comers.push(stream.subscribe({ from: 'replay' }));
      else await comers.splice(random(comers.length), 1)[0]?.return();
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
}

async function consumerThrows(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const other = stream.subscribe();
  const faulty = (async () => {
    for await (const _ of stream) throw new Error('consumer fault');
  })();
  for (const value of range(1, 3)) stream.emit(value);
  await assert.rejects(soon(faulty), /consumer fault/);
  assert.equal(stream.subscribers, 1);
  assert.deepEqual(await seeMany(other, 3), [1, 2, 3]);
}

async function aborts(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
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
}

async function abortsInLoop(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const abort = new AbortController();
  const subscription = stream.subscribe({ signal: abort.signal });
  for (const value of range(1, 5)) stream.emit(value);
  const seen: unknown[] = [];
  const loop = (async () => {
    for await (const item of subscription) {
      seen.push(item.kind === 'event' && item.value);
      if (seen.length === 2) abort.abort();
    }
  })();
  await soon(loop);
  assert.deepEqual([seen, stream.subscribers, subscription.lag], [[1, 2], 0, 0]);
}

async function fixesPosition(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  stream.emit(1);
  const subscription = stream.subscribe();
  stream.emit(2);
  await passed();
  assert.equal(subscription.lag, 1);
  assert.equal(await see(subscription), 2);
}

async function sharesEvents(create: StreamFactory) {
  const stream = create<number>({ capacity: 8, epoch: 'file' });
  const subscriptions = [stream.subscribe(), stream.subscribe()];
  stream.emit(5);
  const [a, b] = await Promise.all(subscriptions.map(async subscription => (await soon(subscription.next())).value));
  assert.equal(a, b);
  assert.deepEqual(a, { kind: 'event', id: 'file-1', seq: 1, value: 5 });
}

async function wakesOnce(create: StreamFactory) {
  const stream = create<number>({ capacity: 2_000 });
  const batch = stream.subscribe().nextBatch(1_500);
  for (const value of range(1, 1_000)) stream.emit(value);
  assert.equal((await soon(batch)).length, 1_000);
}

async function refusesEmptyBatch(create: StreamFactory) {
  const subscription = create<number>({ capacity: 2 }).subscribe();
  for (const max of [0, -1, Number.NaN]) await assert.rejects(soon(subscription.nextBatch(max)), RangeError);
}

async function emitsInside(create: StreamFactory) {
  const key = (value: string) => {
    if (value === 'outer') stream.emit('inner');
    return value;
  };
  const stream = create<string>({ capacity: 8, key });
  const subscription = stream.subscribe();
  assert.equal(stream.emit('outer'), 2);
  assert.deepEqual(await seeMany(subscription, 2), ['inner', 'outer']);
}

async function keyThrows(create: StreamFactory) {
  const key = (value: string) => value || assert.fail('key fault');
  const stream = create<string>({ capacity: 8, key });
  const subscription = stream.subscribe();
  assert.throws(() => stream.emit(''), /key fault/);
  assert.throws(() => stream.tryEmit(''), /key fault/);
  await assert.rejects(soon(stream.send('')), /key fault/);
  assert.deepEqual([stream.head, subscription.lag, stream.emit('kept')], [0, 0, 1]);
}

async function readersKeepUp(create: StreamFactory) {
  const stream = create<number>({ capacity: 4 });
  const readings = range(1, 3).map(() => follow(stream.subscribe()));
  for (const value of range(1, 1_000)) {
    stream.emit(value);
    for (const _ of range(1, 8)) await null; // No turn of the event loop, microtasks only.
  }
  stream.close();
  for (const seen of await soon(Promise.all(readings))) assert.deepEqual(seen, range(1, 1_000));
}

async function filters(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const even = stream.subscribe({ filter: value => value % 2 === 0 });
  const faulty = stream.subscribe({ filter: value => value < 3 || assert.fail('filter fault') });
  const batch = faulty.nextBatch();
  for (const value of range(1, 4)) stream.emit(value);
  assert.equal((await soon(batch)).length, 2);
  await assert.rejects(see(faulty), /filter fault/);
  assert.equal(await see(faulty), 'done');
  stream.close();
  assert.deepEqual(await seeAll(even), [2, 4]);
}

async function filterReturns(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription: Subscription<number> = stream.subscribe({
    filter: () => {
      void subscription.return();
      return true;
    },
  });
  stream.emit(1);
  assert.deepEqual(await seeMany(subscription, 2), ['done', 'done']);
}

async function disposes(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  {
    await using subscription = stream.subscribe();
    assert.deepEqual([stream.subscribers, subscription.closed], [1, false]);
  }
  assert.equal(stream.subscribers, 0);
}

async function breaks(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  for (const value of range(1, 3)) stream.emit(value);
  for await (const _ of subscription) break;
  assert.deepEqual([stream.subscribers, subscription.closed], [0, true]);
  for await (const _ of subscription) assert.fail('a second loop got something');
}

async function delegates(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  async function* around() {
    yield* stream;
  }
  const [returned, thrown] = [around(), around()];
  const firsts = [returned.next(), thrown.next()];
  await passed();
  stream.emit(1);
  await soon(Promise.all(firsts));
  assert.equal(stream.subscribers, 2);
  await soon(returned.return(undefined));
  assert.equal(stream.subscribers, 1);
  await assert.rejects(soon(thrown.throw(new Error('thrown in'))), /thrown in/);
  assert.equal(stream.subscribers, 0);
}
