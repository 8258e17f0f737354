import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStreamBuffer, type StreamBuffer } from './buffer.ts';
import { toReadable } from './to-readable.ts';

test('a response gets every frame and ends with the log', async () => {
  const buffer = createBuffer();
  const text = new Response(toReadable(buffer.cursor())).text();
  const frames = Array.from({ length: 50 }, (_, index) => `${index}\n`);
  for (const frame of frames) {
    buffer.append(frame);
    await Promise.resolve();
  }
  buffer.seal();
  assert.equal(await text, frames.join(''));
});

test('B16 hands out the memory of the log, which is then never written again', async () => {
  const buffer = createBuffer();
  buffer.append('a'.repeat(64));
  const lease = buffer.cursor('oldest').read();
  assert.ok(lease.kind === 'data');
  const reader = toReadable(buffer.cursor('oldest')).getReader();
  const { value } = await reader.read();
  assert.equal(value?.buffer, lease.lease.chunks[0]?.buffer);
  lease.lease.release();
  for (let lap = 0; lap < 20; lap++) buffer.append('b'.repeat(64));
  assert.equal(Buffer.from(value!).toString(), 'a'.repeat(64));
  assert.deepEqual([buffer.stats().abandoned, buffer.stats().leases], [1, 0]);
});

test('reads nothing before it is asked', async () => {
  const buffer = createBuffer();
  const cursor = buffer.cursor();
  const reader = toReadable(cursor).getReader();
  for (const frame of ['a', 'b']) buffer.append(frame);
  await Promise.resolve();
  assert.equal(cursor.lag, 2);
  await reader.read();
  assert.equal(cursor.lag, 0);
});

test('a gap fails the stream, unless there is a notice for its place', async () => {
  const buffer = createBuffer();
  const [silent, told] = [buffer.cursor(), buffer.cursor()];
  for (let index = 1; index <= 20; index++) buffer.append(`${index};`.padEnd(64));
  buffer.seal();
  await assert.rejects(new Response(toReadable(silent)).text(), /missed 17 frames/);
  const onGap = ({ missed }: { missed: number }) => Buffer.from(`(${missed} lost)`);
  const text = await new Response(toReadable(told, { onGap })).text();
  assert.equal(text.replaceAll(' ', ''), '(17lost)18;19;20;');
});

test('an error of the log fails the stream after the rest', async () => {
  const buffer = createBuffer();
  const reader = toReadable(buffer.cursor()).getReader();
  buffer.append('rest');
  buffer.seal(new Error('source broke'));
  assert.equal(Buffer.from((await reader.read()).value!).toString(), 'rest');
  await assert.rejects(reader.read(), /source broke/);
});

test('cancel ends a waiting reader and gives its cursor back', async () => {
  const buffer = createBuffer();
  const cursor = buffer.cursor();
  const reader = toReadable(cursor).getReader();
  const pending = reader.read();
  await reader.cancel();
  assert.deepEqual(await pending, { done: true, value: undefined });
  assert.deepEqual(cursor.read(), { kind: 'end' });
});

test('an abort fails the stream with its reason, before a read and during one', async () => {
  const buffer = createBuffer();
  const abort = new AbortController();
  const early = toReadable(buffer.cursor(), { signal: AbortSignal.abort(new Error('before')) }).getReader();
  await assert.rejects(early.read(), /before/);
  const cursor = buffer.cursor();
  const pending = toReadable(cursor, { signal: abort.signal }).getReader().read();
  abort.abort(new Error('during'));
  await assert.rejects(pending, /during/);
  assert.deepEqual(cursor.read(), { kind: 'end' });
});

function createBuffer(): StreamBuffer {
  return createStreamBuffer({ segmentBytes: 64, retainBytes: 256, maxPinnedBytes: 128, debugPoison: true });
}
