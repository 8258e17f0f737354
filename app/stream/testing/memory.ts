import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { createReactiveStream, type Subscription } from '../reactive.ts';

/** Run as `node --expose-gc memory.ts <check>`: what is let go of can only be seen where garbage is collected on demand. */
const checks: Record<string, () => Promise<void>> = {
  'closure after return': () => filterIsCollected(subscription => subscription.return()),
  'closure after abort': () => filterIsCollected((_, abort) => abort.abort()),
  'closure after throw': () => filterIsCollected(throwWhileReading),
  'stalled among 500': stalledAmong500,
  'never iterated': neverIterated,
  'nobody left': nobodyLeft,
  'history read': historyRead,
};

/** A value of some size, told apart from every other one. */
type Value = { readonly number: number };

const check = checks[process.argv[2] ?? ''];
if (!check || !globalThis.gc) throw new Error(`Usage: node --expose-gc memory.ts ${Object.keys(checks).join('|')}`);
await check();

async function filterIsCollected(end: (subscription: Subscription<number>, abort: AbortController) => unknown) {
  const stream = createReactiveStream<number>({ capacity: 4 });
  const abort = new AbortController();
  const made = (() => {
    const filter = (value: number) => value > 0;
    return { filter: new WeakRef(filter), subscription: stream.subscribe({ filter, signal: abort.signal }) };
  })();
  stream.emit(1);
  await end(made.subscription, abort);
  await collect();
  assert.equal(made.filter.deref(), undefined);
  assert.equal(stream.subscribers, 0); // The stream, the signal and the subscription itself are still held here.
  assert.equal(made.subscription.closed, true);
}

async function throwWhileReading(subscription: Subscription<number>) {
  const reading = async () => {
    for await (const _ of subscription) throw new Error('consumer fault');
  };
  await assert.rejects(reading(), /consumer fault/);
}

async function stalledAmong500() {
  const stream = createReactiveStream<Value>({ capacity: 64 });
  const stalled = stream.subscribe();
  const live = Array.from({ length: 500 }, () => countEvents(stream.subscribe()));
  const refs = await emitInBursts(stream.emit.bind(stream), 2_000, 50);
  await collect();
  assert.ok(alive(refs) <= 64, `${alive(refs)} of 2000 values are held by a ring of 64`);
  assert.equal(stalled.lag, 2_000);
  stream.close();
  assert.deepEqual(new Set(await Promise.all(live)), new Set([2_000]));
}

async function neverIterated() {
  const stream = createReactiveStream<Value>({ capacity: 64 });
  const idle = Array.from({ length: 100_000 }, () => stream.subscribe());
  const refs = await emitInBursts(stream.emit.bind(stream), 1_000, 1_000);
  await collect();
  assert.ok(alive(refs) <= 64, `${alive(refs)} of 1000 values are held by a ring of 64`);
  assert.equal(stream.stats().parked, 0); // Nobody to wake, so an emit does the same work as without them.
  await Promise.all(idle.map(subscription => subscription.return()));
  assert.equal(stream.subscribers, 0);
}

async function nobodyLeft() {
  const stream = createReactiveStream<Value>({ capacity: 64, replay: 2 });
  const subscription = stream.subscribe();
  const refs = await emitInBursts(stream.emit.bind(stream), 50, 50);
  await subscription.return();
  await collect();
  assert.equal(alive(refs), 2);
  assert.equal(stream.head, 50);
}

async function historyRead() {
  const refs: WeakRef<Value>[] = [];
  const read = (after: number) => {
    const value = { number: after + 1 };
    refs.push(new WeakRef(value));
    return [[after + 1, value]] as const;
  };
  const stream = createReactiveStream<Value>({ capacity: 4, history: { head: 10, read } });
  const subscription = stream.subscribe({ from: { afterId: `${stream.epoch}-0` } });
  while (subscription.lag > 0) await subscription.next();
  await collect();
  assert.ok(refs.length >= 10);
  assert.equal(alive(refs), 0);
  assert.equal(subscription.closed, false);
}

async function countEvents(subscription: Subscription<Value>): Promise<number> {
  let count = 0;
  for await (const item of subscription) if (item.kind === 'event') count++;
  return count;
}

async function emitInBursts(emit: (value: Value) => void, count: number, burst: number): Promise<WeakRef<Value>[]> {
  const refs: WeakRef<Value>[] = [];
  while (refs.length < count) {
    const value = { number: refs.length };
    refs.push(new WeakRef(value));
    emit(value);
    if (refs.length % burst === 0) await turn();
  }
  return refs;
}

function alive(refs: readonly WeakRef<Value>[]): number {
  return refs.filter(ref => ref.deref()).length;
}

/** A WeakRef holds its target to the end of the current job, so it takes a turn before each collection. */
async function collect() {
  for (let round = 0; round < 3; round++) {
    await turn();
    globalThis.gc!();
  }
}
