import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStreamBuffer, type StreamBuffer } from './buffer.ts';
import { pumpToWebSocket } from './pump-to-web-socket.ts';
import { appendChecked, parseCheckedFrames } from './testing/checked-frames.ts';
import { openWebSocket } from './testing/web-socket-kind.ts';

for (const binary of [false, true]) {
  test(`B4 each frame is one ${binary ? 'binary' : 'text'} message, however many are written at once`, async t => {
    const buffer = createBuffer({ retainBytes: 1 << 20 });
    const { client, messages, closed, server } = await openWebSocket(t);
    const outcome = pumpToWebSocket(buffer.cursor(), server, { binary });
    const frames = Array.from({ length: 500 }, (_, index) => `${index} å∑🎏`.repeat(1 + (index % 20)));
    for (const frame of frames) buffer.append(frame);
    buffer.seal();
    client.resume();
    assert.equal(await closed, 1000);
    assert.deepEqual(
      messages.map(({ bytes }) => bytes.toString()),
      frames,
    );
    assert.ok(messages.every(({ isBinary }) => isBinary === binary));
    assert.deepEqual(await outcome, { reason: 'end', bytes: Buffer.byteLength(frames.join('')), gaps: 0 });
  });
}

test('B4 the notice of a gap is one message too', async t => {
  const buffer = createBuffer();
  const cursor = buffer.cursor();
  await appendChecked(buffer, 100);
  buffer.seal();
  const { client, messages, closed, server } = await openWebSocket(t);
  const onGap = ({ missed }: { missed: number }) => Buffer.from(`missed ${missed}`);
  const outcome = pumpToWebSocket(cursor, server, { binary: true, onGap });
  client.resume();
  await closed;
  assert.equal(messages[0]!.bytes.toString(), `missed ${100 - (messages.length - 1)}`);
  assert.equal((await outcome).gaps, 1);
});

for (const isCompressed of [false, true]) {
  test(`B6 what was sent ${isCompressed ? 'compressed' : 'as it is'} lies unchanged in the log`, async t => {
    const buffer = createBuffer({ retainBytes: 1 << 20 });
    const { client, closed, server } = await openWebSocket(t, { isCompressed });
    const outcome = pumpToWebSocket(buffer.cursor(), server, { binary: true });
    client.resume();
    await appendChecked(buffer, 200);
    buffer.seal();
    await closed;
    assert.equal((await outcome).reason, 'end');
    const result = buffer.cursor('oldest').read(1 << 20);
    assert.ok(result.kind === 'data');
    assert.equal(parseCheckedFrames(Buffer.concat(result.lease.chunks)).length, 200);
  });
}

test('a batch of messages is corked together where the connection is given', async t => {
  const buffer = createBuffer();
  const { client, messages, closed, server, connection } = await openWebSocket(t);
  const writes: number[] = [];
  const spied = connection as unknown as { _writev(chunks: unknown[], done: unknown): void };
  const writev = spied._writev.bind(connection);
  spied._writev = (chunks, done) => {
    writes.push(chunks.length);
    writev(chunks, done);
  };
  for (let index = 0; index < 100; index++) buffer.append('x');
  buffer.seal();
  const outcome = pumpToWebSocket(buffer.cursor('oldest'), server, { connection });
  client.resume();
  await closed;
  assert.equal((await outcome).reason, 'end');
  assert.deepEqual([messages.length, writes[0]], [100, 200]);
});

test('B11 the client is told why: going away on an abort, failed when the log broke, and nothing where it has no room', async t => {
  const codes = [];
  for (const end of ['abort', 'break', 'stall'] as const) {
    const buffer = createBuffer();
    const abort = new AbortController();
    const { client, closed, server } = await openWebSocket(t);
    const cursor = buffer.cursor();
    const outcome = pumpToWebSocket(cursor, server, { binary: true, signal: abort.signal });
    if (end === 'stall') while (server.bufferedAmount < 65_536) await appendChecked(buffer, 20);
    if (end === 'break') buffer.seal(new Error('source broke'));
    else abort.abort();
    await outcome;
    client.resume();
    codes.push(await closed);
  }
  assert.deepEqual(codes, [1001, 1011, 1006]);
});

test('B11 a client that never confirms the close is cut off after the stall timeout', async t => {
  const buffer = createBuffer();
  const { server } = await openWebSocket(t);
  const outcome = pumpToWebSocket(buffer.cursor(), server, { stallTimeoutMs: 1 });
  buffer.append('small');
  buffer.seal();
  assert.deepEqual(await outcome, { reason: 'stalled', bytes: 5, gaps: 0 });
  await once(server, 'close');
});

test('B8 a client that closes the socket, or drops it when it is told the end, is not taken for served', async t => {
  const reasons = [];
  for (const isEnd of [false, true]) {
    const buffer = createBuffer();
    const { client, server, connection } = await openWebSocket(t);
    const outcome = pumpToWebSocket(buffer.cursor(), server);
    buffer.append('x');
    if (isEnd) buffer.seal();
    await nextTurn();
    if (isEnd) connection.destroy();
    else client.close(4000);
    client.resume();
    reasons.push((await outcome).reason);
    assert.equal(buffer.stats().leases, 0);
  }
  assert.deepEqual(reasons, ['client-closed', 'client-closed']);
});

test('a client that breaks the rules of the protocol ends the pump with an error, and nobody else', async t => {
  const buffer = createBuffer();
  const { client, server } = await openWebSocket(t);
  const outcome = pumpToWebSocket(buffer.cursor(), server);
  const { _socket: below } = client as unknown as { _socket: Socket };
  below.write(Buffer.from([0xff, 0xff])); // with flags that nobody agreed on
  const { reason, error } = await outcome;
  assert.equal(reason, 'error');
  assert.match(String(error), /RSV/);
});

test('leaves no listener behind on a socket that goes on, nor on the signal', async t => {
  const { signal } = new AbortController();
  const { client, server } = await openWebSocket(t);
  client.resume();
  const countOf = () => server.eventNames().reduce((sum, name) => sum + server.listenerCount(name), 0);
  const before = countOf();
  const buffer = createBuffer();
  buffer.append('x');
  buffer.seal();
  const { reason } = await pumpToWebSocket(buffer.cursor('oldest'), server, { signal, closeSocket: false });
  assert.equal(reason, 'end');
  assert.deepEqual([countOf(), getEventListeners(signal, 'abort').length], [before, 0]);
});

test('what others send on the same socket does not hold the pump up', async t => {
  const buffer = createBuffer();
  const { client, messages, closed, server } = await openWebSocket(t);
  const outcome = pumpToWebSocket(buffer.cursor(), server, { stallTimeoutMs: 60_000 });
  server.send(Buffer.alloc(1 << 23));
  assert.ok(server.bufferedAmount > 65_536);
  buffer.append('ours');
  await nextTurn();
  assert.equal(buffer.stats().leases, 1); // handed over behind the others' bytes
  buffer.seal();
  client.resume();
  await closed;
  assert.deepEqual([messages.length, (await outcome).reason], [2, 'end']);
});

function createBuffer(options = {}): StreamBuffer {
  const sizes = { segmentBytes: 16_384, retainBytes: 65_536, maxPinnedBytes: 262_144 };
  return createStreamBuffer({ ...sizes, debugPoison: true, ...options });
}
