import assert from 'node:assert/strict';
import type { StreamFactory, TckRow } from '../reactive.tck.ts';
import { range, see, seeAll, seeMany, soon, stillWaits } from './probe.ts';

/** How a reader is told what it lost, and what it does then. */
export const lossRows: readonly TckRow[] = [
  { rule: 'D11', claim: 'a reader slower than the publisher gets an event for every gap', check: eventForEveryGap },
  {
    rule: 'D11',
    claim: 'a filter that nothing passes leads to one gap, the next one comes with an event',
    check: oneGapOnly,
  },
  { rule: 'onLag close', claim: 'who lags is told the loss and ended, and nobody else', check: closesLaggard },
  { rule: 'onLag close', claim: 'coming too late is no lag', check: lateIsNoLag },
  { rule: 'onLag close', claim: 'coming too late and then reading too slowly is lag', check: lateAndSlow },
];

async function eventForEveryGap(create: StreamFactory) {
  const stream = create<number>({ capacity: 3 });
  const subscription = stream.subscribe();
  const kinds: string[] = [];
  let counted = 0;
  for (const round of range(1, 50)) {
    for (const _ of range(1, 10)) stream.emit(round);
    const { value } = await soon(subscription.next());
    kinds.push(value!.kind);
    counted += value?.kind === 'gap' ? value.missed : 1;
  }
  assert.deepEqual(kinds, range(1, 50).map(at => (at % 2 === 1 ? 'gap' : 'event'))); // biome-ignore format: one line per claim
  assert.equal(counted + subscription.lag, 500);
  assert.deepEqual(stream.stats(), { parked: 0, maxLag: subscription.lag, gaps: 25, ejected: 0 });
}

async function oneGapOnly(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
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
}

async function closesLaggard(create: StreamFactory) {
  const stream = create<number>({ capacity: 2 });
  const [closing, other] = [stream.subscribe({ onLag: 'close' }), stream.subscribe()];
  for (const value of range(1, 5)) stream.emit(value);
  assert.deepEqual(await seeMany(closing, 3), ['missed 3', 'done', 'done']);
  assert.equal(stream.subscribers, 1);
  assert.equal(await see(other), 'missed 3');
}

async function lateIsNoLag(create: StreamFactory) {
  const stream = create<number>({ capacity: 2, epoch: 'file' });
  for (const value of range(1, 5)) stream.emit(value);
  const subscription = stream.subscribe({ onLag: 'close', from: { afterId: 'file-0' } });
  assert.deepEqual(await seeMany(subscription, 3), ['expired 3', 4, 5]);
}

async function lateAndSlow(create: StreamFactory) {
  const stream = create<number>({ capacity: 2, epoch: 'file' });
  for (const value of range(1, 5)) stream.emit(value);
  const late = stream.subscribe({ onLag: 'close', from: { afterId: 'file-0' } });
  const foreign = stream.subscribe({ onLag: 'close', from: { afterId: 'other-0' } });
  for (const value of range(6, 9)) stream.emit(value);
  assert.deepEqual(await seeAll(late), ['expired 7']);
  assert.deepEqual(await seeAll(foreign), ['epoch 2']);
  assert.equal(stream.subscribers, 0);
}
