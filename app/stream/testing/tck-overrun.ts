import assert from 'node:assert/strict';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import type { ReactiveStream } from '../reactive.ts';
import { passed, range, see, seeAll, seeMany, soon, stillWaits } from './probe.ts';

/** 3 is what tokio would round up to 4. */
const CAPACITIES = [1, 2, 3, 4, 16];

/** What a reader sees that is slower than the ring: tokio's `broadcast`, but that an event follows every gap. */
export const overrunRows: readonly TckRow[] = [
  {
    rule: 'tokio lagging_rx',
    claim: 'tells the slow reader its loss and leaves the quick one alone',
    check: laggingReader,
  },
  {
    rule: 'tokio lagging_receiver_recovers_after_wrap_open',
    claim: '3 into 2: missed 1, then 2, 3, then waits',
    check: recoversOpen,
  },
  {
    rule: 'tokio ..._wrap_closed_1',
    claim: '3 into 2, closed: missed 1, then 2, 3, then done',
    check: c => recoversClosed(c, 3),
  },
  {
    rule: 'tokio ..._wrap_closed_2',
    claim: '4 into 2, closed: missed 2, then 3, 4, then done',
    check: c => recoversClosed(c, 4),
  },
  { rule: 'tokio single_capacity_recvs', claim: 'a ring of one hands over its value', check: singleOpen },
  {
    rule: 'tokio single_capacity_recvs_after_drop',
    claim: 'a ring of one keeps its value when closed',
    check: singleClosed,
  },
  {
    rule: 'tokio dropping_sender_does_not_overwrite',
    claim: 'close() takes no place in the ring',
    check: closeTakesNoPlace,
  },
  {
    rule: 'tokio send_two_recv_bounded, dropping_tx_notifies_rx',
    claim: 'wakes every waiting reader',
    check: wakesAll,
  },
  {
    rule: 'tokio send_slow_rx',
    claim: 'a reader that waits longer gets the first value it waited for',
    check: slowReader,
  },
  { rule: 'tokio change_tasks', claim: 'two callers may wait on one subscription', check: twoCallers },
  { rule: 'tokio receiver_len_with_lagged', claim: 'lag counts what is lost until it is told', check: lagCounts },
  {
    rule: 'tokio unconsumed_messages_are_dropped',
    claim: 'lets go of values when the last reader leaves',
    check: letsGo,
  },
  { rule: 'tokio#8239', claim: 'loses nothing at exactly the capacity', check: each(exactlyFull) },
  { rule: 'tokio#8239', claim: 'counts exactly what was overwritten', check: each(countsOverwritten) },
  { rule: 'tokio#8239', claim: 'lags, catches up, and lags again', check: each(lagsAgain) },
  {
    rule: 'tokio#8239',
    claim: 'an event stands between two gaps though the reader reads too late',
    check: each(eventBetweenGaps),
  },
  { rule: 'tokio#8239', claim: 'treats a waiting reader as one that reads later', check: each(waitingReaderLags) },
];

function each(check: (stream: ReactiveStream<number>, capacity: number) => Promise<void>) {
  return async (create: StreamFactory) => {
    for (const capacity of CAPACITIES) await check(create<number>({ capacity }), capacity);
  };
}

const emitRange = (stream: ReactiveStream<number>, from: number, to: number) => {
  for (const value of range(from, to)) stream.emit(value);
};

async function laggingReader(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const [quick, slow] = [stream.subscribe(), stream.subscribe()];
  emitRange(stream, 1, 2);
  assert.equal(await see(quick), 1);
  stream.emit(3);
  assert.deepEqual(await seeMany(slow, 2), ['missed 1', 2]);
  assert.deepEqual(await seeMany(quick, 2), [2, 3]);
  emitRange(stream, 4, 5);
  assert.equal(await see(slow), 'missed 1');
  stream.emit(6);
  assert.deepEqual(await seeMany(slow, 3), [4, 5, 6]);
}

async function recoversOpen(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe();
  emitRange(stream, 1, 3);
  assert.deepEqual(await seeMany(subscription, 3), ['missed 1', 2, 3]);
  await stillWaits(subscription.next());
}

async function recoversClosed(create: StreamFactory, sent: number) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe();
  emitRange(stream, 1, sent);
  stream.close();
  assert.deepEqual(await seeAll(subscription), [`missed ${sent - 2}`, sent - 1, sent]);
}

async function singleOpen(create: StreamFactory) {
  const stream = create<number>({ capacity: 1 });
  const subscription = stream.subscribe();
  stream.emit(1);
  assert.equal(await see(subscription), 1);
  await stillWaits(subscription.next());
}

async function singleClosed(create: StreamFactory) {
  for (const sent of [1, 2]) {
    const stream = create<number>({ capacity: 1 });
    const subscription = stream.subscribe();
    emitRange(stream, 1, sent);
    stream.close();
    assert.deepEqual(await seeAll(subscription), sent === 1 ? [1] : ['missed 1', 2]);
  }
}

async function closeTakesNoPlace(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe();
  emitRange(stream, 1, 2);
  stream.close();
  assert.deepEqual(await seeAll(subscription), [1, 2]);
}

async function wakesAll(create: StreamFactory) {
  const stream = create<number>({ capacity: 16 });
  const subscriptions = [stream.subscribe(), stream.subscribe()];
  const first = Promise.all(subscriptions.map(see));
  await stillWaits(first);
  stream.emit(1);
  assert.deepEqual(await first, [1, 1]);
  const last = Promise.all(subscriptions.map(see));
  await stillWaits(last);
  stream.close();
  assert.deepEqual(await last, ['done', 'done']);
}

async function slowReader(create: StreamFactory) {
  const stream = create<number>({ capacity: 16 });
  const [quick, slow] = [stream.subscribe(), stream.subscribe()];
  const [quickly, slowly] = [see(quick), see(slow)];
  emitRange(stream, 1, 2);
  assert.deepEqual([await quickly, await see(quick)], [1, 2]);
  stream.emit(3);
  assert.equal(await see(quick), 3);
  assert.deepEqual([await slowly, ...(await seeMany(slow, 2))], [1, 2, 3]);
}

async function twoCallers(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const subscription = stream.subscribe();
  const callers = [see(subscription), see(subscription)];
  await stillWaits(Promise.race(callers));
  stream.emit(1);
  assert.equal(await callers[0], 1);
  await stillWaits(callers[1]!);
  stream.emit(2);
  assert.equal(await callers[1], 2);
}

async function lagCounts(create: StreamFactory) {
  const stream = create<number>({ capacity: 4 });
  const subscription = stream.subscribe();
  emitRange(stream, 1, 4);
  assert.equal(subscription.lag, 4);
  assert.equal(await see(subscription), 1);
  emitRange(stream, 5, 6);
  assert.equal(subscription.lag, 5);
  assert.equal(await see(subscription), 'missed 1');
  assert.equal(subscription.lag, 4);
  assert.equal(await see(subscription), 3);
  assert.equal(subscription.lag, 3);
}

async function letsGo(create: StreamFactory) {
  const stream = create<number>({ capacity: 16, replay: 0 });
  const subscription = stream.subscribe();
  stream.emit(1);
  const other = stream.subscribe({ from: 'oldest' });
  assert.equal(await see(other), 1);
  await soon(Promise.all([subscription.return(), other.return()]));
  await stillWaits(stream.subscribe({ from: 'oldest' }).next());
}

async function exactlyFull(stream: ReactiveStream<number>, capacity: number) {
  const subscription = stream.subscribe();
  emitRange(stream, 1, capacity);
  stream.close();
  assert.deepEqual(await seeAll(subscription), range(1, capacity));
}

async function countsOverwritten(stream: ReactiveStream<number>, capacity: number) {
  for (const lost of [1, 2, capacity, 3 * capacity + 1]) {
    const subscription = stream.subscribe();
    const first = stream.head + 1;
    const head = stream.head + capacity + lost;
    emitRange(stream, first, head);
    const expected = [`missed ${lost}`, ...range(head - capacity + 1, head)];
    assert.deepEqual(await seeMany(subscription, capacity + 1), expected);
    await soon(subscription.return());
  }
}

async function lagsAgain(stream: ReactiveStream<number>, capacity: number) {
  const [slow, quick] = [stream.subscribe(), stream.subscribe()];
  const quickly: unknown[] = [];
  for (const round of range(0, 2)) {
    const first = round * (capacity + 1) + 1;
    for (const value of range(first, first + capacity)) {
      stream.emit(value);
      quickly.push(await see(quick));
    }
    assert.deepEqual(await seeMany(slow, capacity + 1), ['missed 1', ...range(first + 1, first + capacity)]);
  }
  assert.deepEqual(quickly, range(1, 3 * (capacity + 1)));
}

async function eventBetweenGaps(stream: ReactiveStream<number>, capacity: number) {
  const subscription = stream.subscribe();
  emitRange(stream, 1, capacity + 1);
  assert.equal(await see(subscription), 'missed 1');
  emitRange(stream, capacity + 2, 3 * capacity + 2); // The reader's next would be overwritten twice over.
  assert.deepEqual(await seeMany(subscription, 3), [2, `missed ${2 * capacity}`, 2 * capacity + 3]);
}

async function waitingReaderLags(stream: ReactiveStream<number>, capacity: number) {
  const subscription = stream.subscribe();
  const waiting = see(subscription);
  await passed();
  emitRange(stream, 1, capacity + 2);
  assert.equal(await waiting, 'missed 2');
  assert.deepEqual(await seeMany(subscription, capacity), range(3, capacity + 2));
}
