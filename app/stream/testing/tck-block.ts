import assert from 'node:assert/strict';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import type { ReactiveStream } from '../reactive.ts';
import { follow, passed, range, see, seeMany, soon, stillWaits } from './probe.ts';

/** More than any implementation may do without giving others a turn. */
const MANY = 100_000;

/** Readers that hold senders up, and senders that wait. */
export const blockRows: readonly TckRow[] = [
  { rule: 'D7', claim: 'the publisher waits for a blocker, which loses nothing', check: publisherWaits },
  { rule: 'D7', claim: 'a blocker that reads nothing is ejected after maxBlockMs, and senders go on', check: ejects },
  { rule: 'D7', claim: 'a blocker that is slow but reads is not ejected', check: slowStays },
  { rule: 'D7', claim: 'values that a blocker’s filter leaves out make room for senders', check: filteredMakesRoom },
  { rule: 'D7', claim: 'a blocker gets the value that its own step makes room for', check: ownStepMakesRoom },
  { rule: 'D7', claim: 'an ejected blocker that waits in no call is told by its next one', check: ejectedIsTold },
  { rule: 'D7', claim: 'emit() overruns a blocker, which is told', check: emitOverruns },
  { rule: 'senders', claim: 'go out in the order they came, and nothing overtakes them but emit()', check: keepsOrder },
  { rule: 'senders', claim: 'tryEmit() inside a send overtakes nobody', check: tryInsideSend },
  { rule: 'senders', claim: 'an abort after a send has gone out touches no other', check: lateAbort },
  { rule: 'senders', claim: 'are rejected when the stream ends, and leave nothing behind', check: endRejects },
  { rule: 'senders', claim: 'in an endless loop let timers run', check: letsTimersRun },
];

async function publisherWaits(create: StreamFactory) {
  const stream = create<number>({ capacity: 3 });
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
}

async function ejects(create: StreamFactory) {
  const stream = create<number>({ capacity: 2, maxBlockMs: 20 });
  const [stuck, quick] = [stream.subscribe({ onLag: 'block' }), stream.subscribe()];
  const quickly = follow(quick);
  await soon(Promise.all([stream.send(1), stream.send(2)]));
  assert.equal(stream.tryEmit(3), undefined);
  assert.deepEqual(await Promise.all([stream.send(3), stream.send(4)]), [3, 4]);
  await assert.rejects(see(stuck), Error);
  assert.equal(await see(stuck), 'done');
  assert.deepEqual([stream.stats().ejected, stream.subscribers], [1, 1]);
  stream.close();
  assert.deepEqual(await quickly, range(1, 4));
}

async function slowStays(create: StreamFactory) {
  const stream = create<number>({ capacity: 1, maxBlockMs: 40 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const sending = Promise.all(range(1, 6).map(value => stream.send(value)));
  for (const value of range(1, 6)) {
    await elapsed(10); // Six times this is more than maxBlockMs. However busy the machine, shorter timers ring first.
    assert.equal(await see(subscription), value);
  }
  await soon(sending);
  assert.equal(stream.stats().ejected, 0);
}

async function filteredMakesRoom(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe({ onLag: 'block', filter: value => value > 9 });
  const next = see(subscription);
  await soon(Promise.all(range(1, 10).map(value => stream.send(value))));
  assert.equal(await next, 10);
}

async function ownStepMakesRoom(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe({ onLag: 'block', filter: value => value === 3 });
  const sent = range(1, 3).map(value => stream.send(value));
  assert.equal(stream.head, 2);
  assert.equal(await see(subscription), 3);
  await soon(Promise.all(sent));
}

async function ejectedIsTold(create: StreamFactory) {
  const stream = create<number>({ capacity: 1, maxBlockMs: 1 });
  const [stuck, batching] = [stream.subscribe({ onLag: 'block' }), stream.subscribe({ onLag: 'block' })];
  await soon(stream.send(1));
  assert.equal(await stream.send(2), 2);
  assert.deepEqual([stuck.closed, batching.closed], [false, false], 'there is an error to tell');
  await assert.rejects(see(stuck), Error);
  await assert.rejects(soon(batching.nextBatch()), Error);
  assert.deepEqual([stuck.closed, batching.closed, stream.subscribers], [true, true, 0]);
}

async function emitOverruns(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe({ onLag: 'block' });
  for (const value of range(1, 4)) stream.emit(value);
  assert.deepEqual(await seeMany(subscription, 3), ['missed 2', 3, 4]);
}

async function keepsOrder(create: StreamFactory) {
  const stream = create<string>({ capacity: 2 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const sends = range(1, 4).map(value => `send ${value}`);
  const sent = sends.map(value => stream.send(value));
  assert.equal(stream.tryEmit('try'), undefined);
  assert.deepEqual(await seeMany(subscription, 4), sends);
  assert.deepEqual(await soon(Promise.all(sent)), [1, 2, 3, 4]);
  assert.equal(stream.tryEmit('try'), 5);
}

async function tryInsideSend(create: StreamFactory) {
  const tried: (number | undefined)[] = [];
  const key = (value: string) => {
    if (value === 'first') tried.push(stream.tryEmit('tried'));
    return value;
  };
  const stream = create<string>({ capacity: 1, key });
  const subscription = stream.subscribe({ onLag: 'block' });
  stream.emit('full');
  const sent = [stream.send('first'), stream.send('second')];
  assert.deepEqual(await seeMany(subscription, 3), ['full', 'first', 'second']);
  await soon(Promise.all(sent));
  assert.deepEqual(tried, [undefined]);
}

async function lateAbort(create: StreamFactory) {
  const stream = create<number>({ capacity: 1 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const abort = new AbortController();
  stream.emit(1);
  const sent = [stream.send(2, { signal: abort.signal }), stream.send(3)];
  assert.equal(await see(subscription), 1);
  abort.abort();
  assert.deepEqual(await seeMany(subscription, 2), [2, 3]);
  assert.deepEqual(await soon(Promise.all(sent)), [2, 3]);
}

async function endRejects(create: StreamFactory) {
  const ends: ((stream: ReactiveStream<number>) => void)[] = [s => s.close(), s => s.fail(new Error('disk full'))];
  for (const end of ends) {
    const stream = create<number>({ capacity: 1 });
    const subscription = stream.subscribe({ onLag: 'block' });
    await soon(stream.send(1));
    const waiting = stream.send(2);
    await stillWaits(waiting);
    end(stream);
    await assert.rejects(soon(waiting), Error);
    await assert.rejects(soon(stream.send(3)), Error);
    assert.throws(() => stream.emit(3), Error);
    assert.equal(stream.tryEmit(3), undefined);
    assert.deepEqual([await see(subscription), stream.head], [1, 1]);
  }
}

async function letsTimersRun(create: StreamFactory) {
  const stream = create<number>({ capacity: 4 });
  const subscription = stream.subscribe({ onLag: 'block' });
  const isRung = AbortSignal.timeout(1);
  const reading = follow(subscription);
  let sent = 0;
  while (!isRung.aborted && sent < MANY) await stream.send(++sent);
  stream.close();
  assert.ok(sent < MANY, 'the timer had to wait for the last send');
  assert.equal((await reading).length, sent);
}
