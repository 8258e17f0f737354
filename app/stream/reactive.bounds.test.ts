import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_CONFLATED_KEYS } from './newest-by-key.ts';
import { createReactiveStream } from './reactive.ts';
import { MAX_WAITING_SENDS } from './send-queue.ts';
import { MAX_WAITING_CALLS } from './subscription.ts';
import { createFakeHistory } from './testing/fake-history.ts';
import { range, seeAll, seeMany, soon } from './testing/probe.ts';

interface Tile {
  readonly key: string;
  readonly value: number;
}

const createTiles = () => createReactiveStream<Tile>({ capacity: 2, key: tile => tile.key });

test('keys are bounded: a snapshot that would not be the whole state is a gap instead', async () => {
  const stream = createTiles();
  const subscription = stream.subscribe({ onLag: 'conflate' });
  for (const value of range(0, MAX_CONFLATED_KEYS)) stream.emit({ key: `key${value}`, value });
  assert.equal((await soon(subscription.next())).value?.kind, 'gap');
});

test('keys are bounded: who has the forgotten one already gets its snapshot', async () => {
  const stream = createTiles();
  for (const value of range(1, MAX_CONFLATED_KEYS)) stream.emit({ key: `key${value}`, value });
  const afterFirst = stream.subscribe({ onLag: 'conflate', from: { afterId: `${stream.epoch}-2` } });
  stream.emit({ key: 'key1', value: 0 });
  stream.emit({ key: 'one too many', value: 0 }); // In the place of key2, which the reader has.
  const { value: item } = await soon(afterFirst.next());
  assert.ok(item?.kind === 'snapshot' && item.values.has('key1') && !item.values.has('key2'));
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

test('calls that wait are bounded', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const subscription = stream.subscribe();
  const waiting = range(1, MAX_WAITING_CALLS).map(() => subscription.next());
  await assert.rejects(soon(subscription.next()), /await them first/);
  await subscription.return();
  assert.ok((await soon(Promise.all(waiting))).every(result => result.done));
});

test('history is read by the page, and not at all where the ring suffices', async () => {
  const history = createFakeHistory<number>();
  history.rows = range(1, 1_000).map(seq => [seq, seq]);
  const stream = createReactiveStream<number>({ capacity: 16, epoch: 'file', history });
  for (const seq of range(1_001, 1_016)) stream.emit(seq);
  const reads = history.reads;
  await seeMany(stream.subscribe({ from: { afterId: 'file-1006' } }), 10);
  assert.equal(history.reads, reads);
  stream.close();
  assert.equal((await seeAll(stream.subscribe({ from: { afterId: 'file-0' } }))).length, 1_016);
  assert.ok(history.reads - reads < 20, `${history.reads - reads} reads for 1000 rows`);
});

test('many subscriptions may share one abort signal', async () => {
  const stream = createReactiveStream<number>({ capacity: 8 });
  const abort = new AbortController();
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const waiting = range(1, 200).map(() => stream.subscribe({ signal: abort.signal }).next());
  abort.abort();
  assert.ok((await soon(Promise.all(waiting))).every(result => result.done));
  process.off('warning', onWarning);
  assert.deepEqual(warnings, []);
});
