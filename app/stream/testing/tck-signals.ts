import assert from 'node:assert/strict';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import type { EventItem, ReactiveStream, Subscription } from '../reactive.ts';
import { passed, range, see, seeAll, seeMany, show, soon, stillWaits } from './probe.ts';

/** Consumer and publisher take turns so often without a stack growing. */
const DEPTH = 100_000;

/** Demand, order and the end: the rules of Reactive Streams that make sense where the reader pulls. */
export const signalRows: readonly TckRow[] = [
  { rule: 'RS 1.1', claim: 'delivers no more items than next() was called', check: deliversOnDemand },
  { rule: 'RS 1.3, 1.11', claim: 'shows every subscriber the same values, strictly rising', check: showsAllTheSame },
  { rule: 'RS 1.4, 1.5, 2.9', claim: 'completes a waiting call, once, then is done', check: completesWaiting },
  { rule: 'RS 1.4, 1.7, 2.10', claim: 'fails the first waiting call, once, then is done', check: failsWaiting },
  { rule: 'RS 1.5', claim: 'delivers what was published before close(), then is done', check: drainsBeforeDone },
  { rule: 'RS 1.4', claim: 'delivers what was published before fail(), then throws once', check: drainsBeforeThrow },
  {
    rule: 'RS 1.8, 3.12',
    claim: 'gives no value after return() and settles waiting calls at once',
    check: returnsAtOnce,
  },
  { rule: 'RS 1.9', claim: 'replays to a subscriber of a closed stream, then ends', check: replaysWhenClosed },
  {
    rule: 'RS 3.2, 3.3',
    claim: 'lets a consumer publish 100 000 times without recursion',
    check: publishesFromConsumer,
  },
  { rule: 'RS 3.5-3.7, 3.15', claim: 'takes return() twice, at once and after close()', check: returnsRepeatedly },
  { rule: 'RS 3.14', claim: 'answers calls made before the first settles in their order', check: keepsOrderOfCalls },
];

async function deliversOnDemand(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  for (const value of range(1, 5)) stream.emit(value);
  assert.deepEqual(await seeMany(subscription, 2), [1, 2]);
  await passed();
  assert.equal(subscription.lag, 3);
}

async function showsAllTheSame(create: StreamFactory) {
  const stream = create<number>({ capacity: 64 });
  const readings = [readByOne, readByThree, readByBatch].map(read => read(stream.subscribe()));
  for (const value of range(1, 200)) {
    stream.emit(value);
    if (value % 7 === 0) await passed();
  }
  stream.close();
  for (const events of await soon(Promise.all(readings))) {
    assert.deepEqual(events.map(event => event.value), range(1, 200)); // biome-ignore format: one line per claim
    assert.ok(events.every((event, i) => i === 0 || event.seq > events[i - 1]!.seq));
  }
}

async function readByOne<T>(subscription: Subscription<T>): Promise<EventItem<T>[]> {
  const events: EventItem<T>[] = [];
  for await (const item of subscription) if (item.kind === 'event') events.push(item);
  return events;
}

async function readByThree<T>(subscription: Subscription<T>): Promise<EventItem<T>[]> {
  const events: EventItem<T>[] = [];
  for (;;) {
    const results = await Promise.all([subscription.next(), subscription.next(), subscription.next()]);
    for (const { value } of results) if (value?.kind === 'event') events.push(value);
    if (results.some(result => result.done)) return events;
  }
}

async function readByBatch<T>(subscription: Subscription<T>): Promise<EventItem<T>[]> {
  const events: EventItem<T>[] = [];
  for (;;) {
    const batch = await subscription.nextBatch(5);
    if (batch.length === 0) return events;
    for (const item of batch) if (item.kind === 'event') events.push(item);
  }
}

async function completesWaiting(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  const waiting = [subscription.next(), subscription.next()];
  await stillWaits(waiting[0]!);
  stream.close();
  for (const { done } of await soon(Promise.all(waiting))) assert.equal(done, true);
  assert.deepEqual(await seeMany(subscription, 2), ['done', 'done']);
  assert.equal(subscription.closed, true);
}

async function failsWaiting(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  const [first, second] = [subscription.next(), subscription.next()];
  stream.fail(new Error('disk full'));
  stream.fail(new Error('again'));
  await assert.rejects(soon(first), /disk full/);
  assert.equal((await soon(second)).done, true);
  assert.equal(await see(subscription), 'done');
}

async function drainsBeforeDone(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  for (const value of range(1, 3)) stream.emit(value);
  stream.close();
  stream.close();
  assert.deepEqual(await seeMany(subscription, 5), [1, 2, 3, 'done', 'done']);
}

async function drainsBeforeThrow(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const [single, batch] = [stream.subscribe(), stream.subscribe()];
  for (const value of range(1, 3)) stream.emit(value);
  stream.fail(new Error('disk full'));
  assert.deepEqual(await seeMany(single, 3), [1, 2, 3]);
  await assert.rejects(see(single), /disk full/);
  assert.equal(await see(single), 'done');
  assert.equal((await soon(batch.nextBatch())).length, 3);
  await assert.rejects(soon(batch.nextBatch()), /disk full/);
  assert.deepEqual(await soon(batch.nextBatch()), []);
}

async function returnsAtOnce(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  const [first, second, batch] = [subscription.next(), subscription.next(), subscription.nextBatch()];
  assert.equal((await subscription.return()).done, true);
  stream.emit(1);
  assert.equal((await soon(first, 1)).done, true);
  assert.equal((await soon(second, 1)).done, true);
  assert.deepEqual(await soon(batch, 1), []);
  assert.equal(await see(subscription), 'done');
  assert.equal(stream.subscribers, 0);
}

async function replaysWhenClosed(create: StreamFactory) {
  for (const end of [
    (s: ReactiveStream<number>) => s.close(),
    (s: ReactiveStream<number>) => s.fail(new Error('lost')),
  ]) {
    const stream = create<number>({ capacity: 8, replay: 2 });
    for (const value of range(1, 3)) stream.emit(value);
    end(stream);
    const subscription = stream.subscribe({ from: 'replay' });
    assert.deepEqual(await seeMany(subscription, 2), [2, 3]);
    const last = await see(subscription).catch((error: Error) => error.message);
    assert.match(last.toString(), /done|lost/);
    assert.equal(await see(subscription), 'done');
  }
}

async function publishesFromConsumer(create: StreamFactory) {
  const stream = create<number>({ capacity: 4 });
  const subscription = stream.subscribe();
  stream.emit(1);
  let last = 0;
  for await (const item of subscription) {
    if (item.kind !== 'event') assert.fail('a lone consumer that keeps up has lost something');
    last = item.value;
    if (last === DEPTH) break;
    stream.emit(last + 1);
  }
  assert.equal(last, DEPTH);
  assert.equal(stream.subscribers, 0);
}

async function returnsRepeatedly(create: StreamFactory) {
  const stream = create<number>({ capacity: 4 });
  const subscription = stream.subscribe();
  stream.emit(1);
  const results = await soon(Promise.all([subscription.return(), subscription.next(), subscription.return()]));
  assert.ok(results.every(result => result.done));
  const late = stream.subscribe();
  stream.close();
  await soon(late.return());
  await soon(late.return());
  assert.deepEqual(await seeAll(late), []);
}

async function keepsOrderOfCalls(create: StreamFactory) {
  const stream = create<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  const [first, batch, third] = [see(subscription), subscription.nextBatch(2), see(subscription)];
  for (const value of range(1, 5)) stream.emit(value);
  const fourth = see(subscription); // There is a value, but those who came before have a right to it.
  assert.deepEqual((await soon(batch)).map(show), [2, 3]);
  assert.deepEqual(await Promise.all([first, third, fourth]), [1, 4, 5]);
}
