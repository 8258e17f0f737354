import assert from 'node:assert/strict';
import { rounds } from '../../testing/rounds.ts';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import type { ReactiveStream, Subscription } from '../reactive.ts';
import { collectGarbage } from './collect-garbage.ts';
import { PATIENCE_TURNS, passed, range, see, soon } from './probe.ts';

/** Who holds what: seen by collecting garbage and asking which values are left. */
export const memoryRows: readonly TckRow[] = [
  { rule: 'RS 3.13', claim: 'lets go of the subscriber’s closure after return()', check: letsGoAfterReturn },
  { rule: 'RS 3.13', claim: 'lets go of the subscriber’s closure after an abort', check: letsGoAfterAbort },
  {
    rule: 'D1',
    claim: '1 stalled among 500 holds no value outside the ring and delays nobody',
    check: stalledAmong500,
  },
  {
    rule: 'D8',
    claim: '100 000 subscriptions that are never read hold no value and wait for nothing',
    check: neverIterated,
  },
  { rule: 'D9', claim: 'lets go of a subscriber whose consumer throws inside for await', check: letsGoAfterThrow },
  { rule: 'history', claim: 'nothing of it is held when it has been read to the end', check: historyRead },
  { rule: 'history', claim: 'nothing of it is held when the ring has what follows', check: historyLeft },
  { rule: 'replay', claim: 'is all that is kept when the last subscriber has left', check: nobodyLeft },
  { rule: 'return', claim: 'of a subscription that waits lets go of the calls too', check: letsGoOfCalls },
];

const CAPACITY = 64;

/** A value of some size, told apart from every other one. */
type Value = { readonly number: number };

async function letsGoAfterReturn(create: StreamFactory) {
  await filterIsCollected(create, subscription => subscription.return());
}

async function letsGoAfterAbort(create: StreamFactory) {
  await filterIsCollected(create, (_, abort) => abort.abort());
}

async function letsGoAfterThrow(create: StreamFactory) {
  await filterIsCollected(create, async subscription => {
    const reading = async () => {
      for await (const _ of subscription) throw new Error('consumer fault');
    };
    await assert.rejects(reading(), /consumer fault/);
  });
}

async function filterIsCollected(
  create: StreamFactory,
  end: (subscription: Subscription<number>, abort: AbortController) => unknown,
) {
  const stream = create<number>({ capacity: 4 });
  const abort = new AbortController();
  const made = (() => {
    const filter = (value: number) => value > 0;
    return { filter: new WeakRef(filter), subscription: stream.subscribe({ filter, signal: abort.signal }) };
  })();
  stream.emit(1);
  await end(made.subscription, abort);
  await collectGarbage();
  assert.equal(made.filter.deref(), undefined);
  assert.equal(stream.subscribers, 0); // The stream, the signal and the subscription itself are still held here.
  assert.equal(made.subscription.closed, true);
}

async function stalledAmong500(create: StreamFactory) {
  const count = rounds({ ci: 600, torture: 100_000 });
  const stream = create<Value>({ capacity: CAPACITY });
  const stalled = stream.subscribe();
  const live = range(1, 500).map(() => countEvents(stream.subscribe()));
  const refs = await emitInBursts(stream, count, 50);
  await collectGarbage();
  assert.ok(alive(refs) <= CAPACITY, `${alive(refs)} of ${count} values are held by a ring of ${CAPACITY}`);
  assert.equal(stalled.lag, count);
  stream.close();
  assert.deepEqual(new Set(await Promise.all(live)), new Set([count]));
}

async function neverIterated(create: StreamFactory) {
  const stream = create<Value>({ capacity: CAPACITY });
  const idle = range(1, 100_000).map(() => stream.subscribe());
  const refs = await emitInBursts(stream, 2 * CAPACITY, CAPACITY);
  await collectGarbage();
  assert.ok(alive(refs) <= CAPACITY, `${alive(refs)} of ${refs.length} values are held by a ring of ${CAPACITY}`);
  assert.equal(stream.stats().parked, 0); // Nobody to wake, so an emit does the same work as without them.
  await Promise.all(idle.map(subscription => subscription.return()));
  assert.equal(stream.subscribers, 0);
}

async function nobodyLeft(create: StreamFactory) {
  const stream = create<Value>({ capacity: CAPACITY, replay: 2 });
  const subscription = stream.subscribe();
  const refs = await emitInBursts(stream, 50, 50);
  await soon(subscription.return());
  await collectGarbage();
  assert.equal(alive(refs), 2);
  assert.equal(stream.head, 50);
}

async function historyRead(create: StreamFactory) {
  const refs: WeakRef<Value>[] = [];
  const read = (after: number) => {
    const value = { number: after + 1 };
    refs.push(new WeakRef(value));
    return [[after + 1, value]] as const;
  };
  const stream = create<Value>({ capacity: 4, history: { head: 10, read } });
  const subscription = stream.subscribe({ from: { afterId: `${stream.epoch}-0` } });
  for (let seen = 0; seen < 10; seen++) assert.equal((await soon(subscription.next())).value?.kind, 'event');
  await passed(PATIENCE_TURNS + 1); // Until then `soon` may hold what came.
  await collectGarbage();
  assert.ok(refs.length >= 10);
  assert.equal(alive(refs), 0);
  assert.equal(subscription.closed, false);
}

async function historyLeft(create: StreamFactory) {
  const refs: WeakRef<Value>[] = [];
  const readOne = (seq: number) => {
    const value = { number: seq };
    refs.push(new WeakRef(value));
    return [seq, value] as const;
  };
  const read = (after: number) => range(after + 1, 14).map(readOne);
  for (const filter of [undefined, () => true]) {
    const stream = create<Value>({ capacity: 4, history: { head: 10, read } });
    for (const number of range(11, 14)) stream.emit({ number });
    const subscription = stream.subscribe({ from: 'oldest', ...(filter && { filter }) });
    for (let seen = 0; seen < 11; seen++) assert.equal((await soon(subscription.next())).value?.kind, 'event');
    await passed(PATIENCE_TURNS + 1);
    await collectGarbage();
    assert.deepEqual([subscription.lag, alive(refs)], [3, 0]);
  }
}

async function letsGoOfCalls(create: StreamFactory) {
  const stream = create<Value>({ capacity: 4 });
  const subscription = stream.subscribe();
  const waiting = range(1, 3).map(() => see(subscription));
  await passed();
  await soon(subscription.return());
  assert.deepEqual(await Promise.all(waiting), ['done', 'done', 'done']);
  const refs = await emitInBursts(stream, 20, 5);
  stream.close();
  await collectGarbage();
  assert.ok(alive(refs) <= 4);
  assert.deepEqual([subscription.lag, stream.stats().parked], [0, 0]);
}

async function countEvents(subscription: Subscription<Value>): Promise<number> {
  let count = 0;
  for await (const item of subscription) if (item.kind === 'event') count++;
  return count;
}

async function emitInBursts(stream: ReactiveStream<Value>, count: number, burst: number): Promise<WeakRef<Value>[]> {
  const refs: WeakRef<Value>[] = [];
  while (refs.length < count) {
    const value = { number: refs.length };
    refs.push(new WeakRef(value));
    stream.emit(value);
    if (refs.length % burst === 0) await passed();
  }
  return refs;
}

function alive(refs: readonly WeakRef<Value>[]): number {
  return refs.filter(ref => ref.deref()).length;
}
