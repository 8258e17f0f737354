import assert from 'node:assert/strict';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import { passed, range, see, seeAll, seeMany, soon, stillWaits } from './probe.ts';

/** Replay and back-pressure as Kotlin's `SharedFlow` has them (its buffer of replay + extra is our capacity); sliding as Effect's `PubSub`. */
export const flowRows: readonly TckRow[] = [
  {
    rule: 'kotlinx testReplay2Extra1',
    claim: 'replays 2 of 3 and refuses the fourth while one reader is behind',
    check: replay2Extra1,
  },
  {
    rule: 'kotlinx testDifferentBufferedFlowCapacities',
    claim: 'replay 0-10 x extra 0-5 take and refuse exactly',
    check: capacityMatrix,
  },
  {
    rule: 'kotlinx testBufferNoReplayCancelWhileBuffering',
    claim: 'a full reader that leaves lets the sender go on',
    check: leavingFreesSender,
  },
  {
    rule: 'kotlinx testSynchronousSharedFlowEmitterCancel',
    claim: 'an aborted send leaves no value behind',
    check: abortedSend,
  },
  {
    rule: 'SharedFlow docs',
    claim: 'without subscribers send() never waits and only the replay is kept',
    check: nobodyListens,
  },
  { rule: 'Effect sliding capacity 1, 2, 3', claim: 'repeats nothing after a slide', check: slides },
  { rule: 'Effect unsubscribing after a slide', claim: 'leaving disturbs nobody', check: leavesAfterSlide },
];

async function replay2Extra1(create: StreamFactory) {
  const stream = create<number>({ capacity: 3, replay: 2 });
  const replay = async () => {
    const subscription = stream.subscribe({ from: 'replay' });
    const seen = await seeMany(subscription, subscription.lag);
    await subscription.return();
    return seen;
  };
  stream.tryEmit(0);
  const reader = stream.subscribe({ from: 'replay', onLag: 'block' });
  for (const value of [1, 2]) assert.notEqual(stream.tryEmit(value), undefined);
  assert.equal(stream.tryEmit(3), undefined);
  assert.deepEqual(await replay(), [1, 2]);
  assert.deepEqual(await seeMany(reader, 3), [0, 1, 2]);
  for (const value of [4, 5, 0]) assert.notEqual(stream.tryEmit(value), undefined);
  assert.equal(stream.tryEmit(10), undefined);
  assert.deepEqual(await replay(), [5, 0]);
  assert.deepEqual(await seeMany(reader, 3), [4, 5, 0]);
}

async function capacityMatrix(create: StreamFactory) {
  for (const replay of range(0, 10)) {
    for (const extra of range(replay === 0 ? 1 : 0, 5)) await takesExactly(create, replay, extra);
  }
}

async function takesExactly(create: StreamFactory, replay: number, extra: number) {
  const at = `replay ${replay}, extra ${extra}`;
  const stream = create<number>({ capacity: replay + extra, replay });
  for (const value of range(1, 20)) assert.equal(stream.tryEmit(value), value, at);
  const reader = stream.subscribe({ from: 'replay', onLag: 'block' });
  for (const value of range(21, 20 + extra)) assert.equal(stream.tryEmit(value), value, at);
  assert.equal(stream.tryEmit(99), undefined, at);
  stream.close();
  assert.deepEqual(await seeAll(reader), range(21 - replay, 20 + extra), at);
}

async function leavingFreesSender(create: StreamFactory) {
  const stream = create<number>({ capacity: 12, replay: 0 });
  for (const _ of range(1, 3)) {
    const reader = stream.subscribe({ onLag: 'block' });
    for (const value of range(1, 12)) await soon(stream.send(value));
    const waiting = stream.send(13);
    await stillWaits(waiting);
    await reader.return();
    await soon(waiting);
  }
  assert.equal(stream.head, 39);
}

async function abortedSend(create: StreamFactory) {
  const stream = create<number>({ capacity: 1, replay: 0 });
  const [quick, slow] = [stream.subscribe(), stream.subscribe({ onLag: 'block' })];
  await soon(stream.send(1));
  const abort = new AbortController();
  const waiting = stream.send(2, { signal: abort.signal });
  await stillWaits(waiting);
  abort.abort(new Error('given up'));
  await assert.rejects(soon(waiting), /given up/);
  await assert.rejects(soon(stream.send(2, { signal: abort.signal })), /given up/);
  await slow.return();
  await soon(stream.send(3));
  stream.close();
  assert.deepEqual(await seeAll(quick), ['missed 1', 3]);
}

async function nobodyListens(create: StreamFactory) {
  const stream = create<number>({ capacity: 4, replay: 2 });
  for (const value of range(1, 50)) await soon(stream.send(value), 1);
  await passed();
  stream.close();
  assert.deepEqual(await seeAll(stream.subscribe({ from: 'oldest' })), [49, 50]);
}

async function slides(create: StreamFactory) {
  for (const capacity of [1, 2, 3]) {
    const stream = create<number>({ capacity });
    const subscription = stream.subscribe();
    for (const value of range(1, capacity)) stream.emit(value);
    assert.equal(await see(subscription), 1);
    for (const value of range(capacity + 1, capacity + 2)) stream.emit(value);
    stream.close();
    assert.deepEqual(await seeAll(subscription), ['missed 1', ...range(3, capacity + 2)]);
  }
}

async function leavesAfterSlide(create: StreamFactory) {
  for (const capacity of [1, 2, 3]) {
    const stream = create<number>({ capacity });
    const [leaver, stayer] = [stream.subscribe(), stream.subscribe()];
    for (const value of range(1, capacity + 1)) stream.emit(value);
    assert.equal(await see(leaver), 'missed 1');
    await soon(leaver.return());
    stream.close();
    assert.deepEqual(await seeAll(stayer), ['missed 1', ...range(2, capacity + 1)]);
  }
}
