import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { follow } from './follow.ts';
import { createReactiveStream } from './reactive.ts';

function start({ capacity = 8, isTaking = true } = {}) {
  const stream = createReactiveStream<number>({ capacity });
  const stopping = new AbortController();
  const { signal } = stopping;
  const taken: number[] = [];
  const changes: string[] = [];
  const subscription = stream.subscribe({ signal });
  const begin = () =>
    follow(subscription, {
      signal,
      ...(isTaking && { take: value => taken.push(value) }),
      onChange: () => changes.push(taken.join(' ')),
      onLost: reason => changes.push(`lost ${reason ?? ''}`.trim()),
    });
  return { stream, stopping, taken, changes, begin };
}

test('values are taken one by one, and those that came together make one change', async () => {
  const { stream, changes, begin } = start();
  for (const value of [1, 2, 3]) stream.emit(value);
  begin();
  await turn();
  stream.emit(4);
  await turn();
  assert.deepEqual(changes, ['1 2 3', '1 2 3 4']);
});

test('who takes values hears that some were missed, and nothing after that', async () => {
  const { stream, changes, taken, begin } = start({ capacity: 2 });
  for (const value of [1, 2, 3, 4]) stream.emit(value);
  begin();
  await turn();
  stream.emit(5);
  await turn();
  assert.deepEqual([taken, changes, stream.subscribers], [[], ['lost'], 0]);
});

test('who only looks anew takes missed values for a change', async () => {
  const { stream, changes, begin } = start({ capacity: 2, isTaking: false });
  for (const value of [1, 2, 3, 4]) stream.emit(value);
  begin();
  await turn();
  assert.deepEqual(changes, ['']);
  stream.close();
  await turn();
  assert.deepEqual(changes, ['', 'lost']);
});

test('a stream that fails is lost with its reason', async () => {
  const { stream, changes, begin } = start();
  begin();
  stream.fail(new Error('the thread ended'));
  await turn();
  assert.deepEqual(changes, ['lost Error: the thread ended']);
});

test('what `take` throws is a loss, too', async () => {
  const stream = createReactiveStream<number>({ capacity: 2 });
  const { signal } = new AbortController();
  const lost = Promise.withResolvers<unknown>();
  follow(stream.subscribe({ signal }), {
    signal,
    take: () => {
      throw new Error('no such thing');
    },
    onChange: () => assert.fail('nothing was taken'),
    onLost: lost.resolve,
  });
  stream.emit(1);
  assert.match(String(await lost.promise), /no such thing/);
  assert.equal(stream.subscribers, 0);
});

test('an end by the signal is no loss', async () => {
  const { stream, stopping, changes, begin } = start();
  begin();
  stopping.abort();
  await turn();
  assert.deepEqual([changes, stream.subscribers], [[], 0]);
});
