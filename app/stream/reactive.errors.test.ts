import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReactiveStream, type ReactiveStreamOptions } from './reactive.ts';
import { see, soon } from './testing/probe.ts';

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

test('a stream that has ended says what to do, and why it failed', async () => {
  const stream = createReactiveStream<number>({ capacity: 1 });
  const cause = new Error('disk full');
  stream.fail(cause);
  const isHelpful = (error: Error) =>
    /takes no more values; stop what feeds it before close/.test(error.message) && error.cause === cause;
  assert.throws(() => stream.emit(3), isHelpful);
  await assert.rejects(soon(stream.send(3)), isHelpful);
});

test('misuse is refused with a cure', async () => {
  const stream = createReactiveStream<number>({ capacity: 2 });
  assert.throws(() => stream.subscribe({ onLag: 'conflate' }), /give createReactiveStream\(\) a `key`/);
  assert.throws(() => stream.emit(1, { seq: 0 }), /in the order of the commits/);
  await assert.rejects(stream.subscribe().nextBatch(0), /at least 1 item/);
  const read = () => [[1, 1]] as const;
  const circling = createReactiveStream<number>({ capacity: 2, epoch: 'file', history: { head: 10, read } });
  const subscription = circling.subscribe({ from: { afterId: 'file-0' } });
  assert.equal(await see(subscription), 1);
  await assert.rejects(see(subscription), /select rows with seq > after, ordered by seq/);
});

test('who is ejected is told why', async () => {
  const stream = createReactiveStream<number>({ capacity: 1, maxBlockMs: 1 });
  const subscription = stream.subscribe({ onLag: 'block' });
  await stream.send(1);
  await stream.send(2);
  await assert.rejects(see(subscription), /held senders up for 1 ms; read faster or choose another onLag/);
});
