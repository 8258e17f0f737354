import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import {
  connect as connectHttp2,
  constants,
  createServer as createHttp2Server,
  type Http2ServerResponse,
} from 'node:http2';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { type Cursor, createStreamBuffer, type StreamBuffer } from './buffer.ts';
import { EjectedError } from './ejected-error.ts';
import type { PumpOutcome } from './pump.ts';
import { type PumpToNodeOptions as PumpOptions, pumpToNode } from './pump-to-node.ts';

const SEGMENT_BYTES = 16_384;
const RETAIN_BYTES = 65_536;
/** Enough for what one stalled connection holds: its high-water mark and one batch. */
const MAX_PINNED_BYTES = 262_144;
const FRAME_BYTES = 1000;

test('writes every frame in order and ends the response', async t => {
  const buffer = createBuffer();
  const { client, outcome } = await openStream(t, buffer);
  const received = bodyOf(client);
  for (let index = 0; index < 50; index++) {
    buffer.append(`${index}\n`);
    if (index % 5 === 0) await nextTurn();
  }
  buffer.seal();
  const body = await received;
  assert.equal(body.toString(), Array.from({ length: 50 }, (_, index) => `${index}\n`).join(''));
  assert.deepEqual(await outcome, { reason: 'end', bytes: body.length, gaps: 0 });
  assert.equal(buffer.stats().leases, 0);
});

test('B5 B6 a client that is lapped twenty times while it pauses gets only sound frames, and a notice for the rest', async t => {
  const buffer = createBuffer();
  const onGap = ({ missed }: { missed: number }) => checkedFrame(missed, 'gap');
  const stream = await openStream(t, buffer, { onGap });
  await stall(stream, buffer);
  await append(buffer, (20 * RETAIN_BYTES) / FRAME_BYTES);
  const received = bodyOf(stream.client);
  buffer.seal();
  const frames = parseCheckedFrames(await received);
  const gaps = frames.filter(frame => frame.kind === 'gap');
  const missed = gaps.reduce((sum, gap) => sum + gap.number, 0);
  assert.ok(missed > 0);
  assert.equal(frames.length - gaps.length + missed, buffer.nextSeq - 1);
  let expected = 1;
  for (const { kind, number } of frames) {
    if (kind === 'data') assert.equal(number, expected);
    expected += kind === 'gap' ? number : 1;
  }
  assert.equal((await stream.outcome).gaps, gaps.length);
});

test('a gap without a notice is counted', async t => {
  const buffer = createBuffer();
  const cursor = buffer.cursor();
  await append(buffer, 1000);
  const { client, outcome } = await openStream(t, buffer, {}, cursor);
  buffer.seal();
  const frames = parseCheckedFrames(await bodyOf(client));
  assert.ok(frames.every(frame => frame.kind === 'data'));
  assert.equal((await outcome).gaps, 1);
});

test('B8 a client that dies with data in flight leaves no pin behind, twice', async t => {
  const buffer = createBuffer();
  for (let run = 0; run < 2; run++) {
    const stream = await openStream(t, buffer);
    await stall(stream, buffer);
    await append(buffer, (2 * RETAIN_BYTES) / FRAME_BYTES);
    assert.ok(buffer.stats().pinnedBytes > 0);
    stream.client.destroy();
    assert.equal((await stream.outcome).reason, 'client-closed');
    assert.deepEqual([buffer.stats().pinnedBytes, buffer.stats().leases], [0, 0]);
  }
});

test('B10 a stalled client is ejected when it holds too much memory, and a live one loses nothing', async t => {
  const buffer = createBuffer({ maxPinnedBytes: 3 * SEGMENT_BYTES });
  const live = await openStream(t, buffer);
  const received = bodyOf(live.client);
  const stalled = await openStream(t, buffer);
  await stall(stalled, buffer);
  assert.equal(buffer.stats().ejected, 0);
  await append(buffer, (2 * RETAIN_BYTES) / FRAME_BYTES);
  const outcome = await stalled.outcome;
  assert.equal(outcome.reason, 'stalled');
  assert.ok(outcome.error instanceof EjectedError);
  buffer.seal();
  assert.equal(parseCheckedFrames(await received).length, buffer.nextSeq - 1);
  assert.deepEqual(await live.outcome, { reason: 'end', bytes: (buffer.nextSeq - 1) * FRAME_BYTES, gaps: 0 });
});

test('B11 a socket that never drains is destroyed after the stall timeout', async t => {
  const buffer = createBuffer();
  const stream = await openStream(t, buffer, { stallTimeoutMs: 1 });
  await stall(stream, buffer);
  assert.equal((await stream.outcome).reason, 'stalled');
  assert.ok(stream.res.destroyed);
});

for (const endResponse of [true, false]) {
  const where = endResponse ? 'of a response' : 'before the next buffer';

  test(`B11 the stall timeout also bounds the last bytes ${where}`, async t => {
    const stream = await openLastBytes(t, { stallTimeoutMs: 1, endResponse });
    assert.equal((await stream.outcome).reason, 'stalled');
    assert.ok(stream.res.destroyed);
  });

  test(`a client that leaves during the last bytes ${where} is not taken for served`, async t => {
    const stream = await openLastBytes(t, { endResponse });
    while (stream.res.writableLength === 0) await nextTurn();
    stream.client.destroy();
    assert.equal((await stream.outcome).reason, 'client-closed');
  });
}

test('B11 a signal that was aborted before stops the pump before the first byte', async t => {
  const buffer = createBuffer();
  buffer.append('never sent');
  const signal = AbortSignal.abort(new Error('too late'));
  const { outcome, res, cursor } = await openStream(t, buffer, { signal }, buffer.cursor('oldest'));
  assert.deepEqual(await outcome, { reason: 'aborted', error: signal.reason, bytes: 0, gaps: 0 });
  assert.ok(res.destroyed);
  assert.deepEqual(cursor.read(), { kind: 'end' });
});

test('B11 an abort while the log is quiet stops the pump', async t => {
  const buffer = createBuffer();
  const abort = new AbortController();
  const { outcome, res, client } = await openStream(t, buffer, { signal: abort.signal });
  buffer.append('first');
  await once(client.resume(), 'data');
  abort.abort();
  assert.deepEqual(await outcome, { reason: 'aborted', error: abort.signal.reason, bytes: 5, gaps: 0 });
  assert.ok(res.destroyed);
});

test('B11 an abort under back-pressure stops the pump and frees its pins', async t => {
  const buffer = createBuffer();
  const abort = new AbortController();
  const stream = await openStream(t, buffer, { signal: abort.signal });
  await stall(stream, buffer);
  abort.abort();
  assert.equal((await stream.outcome).reason, 'aborted');
  assert.equal(buffer.stats().leases, 0);
});

for (const chunked of [false, true]) {
  test(`B12 a paused client costs at most the high-water mark and one batch, ${chunked ? 'chunked' : 'plain'}`, async t => {
    const buffer = createBuffer();
    const batchBytes = 4000;
    const stream = await openStream(t, buffer, { batchBytes }, undefined, { chunked });
    let most = 0;
    await stall(stream, buffer, () => (most = Math.max(most, stream.res.writableLength)));
    await append(buffer, 200);
    const framingBytes = chunked ? 2000 : 0;
    assert.ok(
      Math.max(most, stream.res.writableLength) <= stream.res.writableHighWaterMark + batchBytes + framingBytes,
    );
  });
}

test('B18 seal lets every pump finish its backlog, without a reset', async t => {
  const buffer = createBuffer({ retainBytes: 1 << 24 });
  const streams = await Promise.all([1, 2, 3].map(() => openStream(t, buffer)));
  await stall(streams[0]!, buffer);
  buffer.seal();
  const bodies = await Promise.all(streams.map(({ client }) => bodyOf(client, { isStrict: true })));
  for (const body of bodies) assert.equal(parseCheckedFrames(body).length, buffer.nextSeq - 1);
  for (const { outcome } of streams) assert.equal((await outcome).reason, 'end');
});

test('a log that was sealed with an error cuts the response off after the rest', async t => {
  const buffer = createBuffer();
  const { client, outcome } = await openStream(t, buffer, {}, undefined, { chunked: true });
  buffer.append('rest');
  await once(client.resume(), 'data');
  const error = new Error('source broke');
  buffer.seal(error);
  assert.deepEqual(await outcome, { reason: 'error', error, bytes: 4, gaps: 0 });
});

test('two buffers are pumped one behind the other into one response', async t => {
  const buffer = createBuffer();
  const { client, outcome } = await openStream(t, buffer, {}, undefined, {
    before: async res => {
      const greeting = createStreamBuffer({ segmentBytes: 64, retainBytes: 64, maxPinnedBytes: 0 });
      greeting.append('hello ');
      greeting.seal();
      const first = await pumpToNode(greeting.cursor('oldest'), res, { endResponse: false });
      assert.deepEqual([first.reason, first.bytes, res.writableEnded], ['end', 6, false]);
      assert.equal(greeting.stats().leases, 0);
    },
  });
  buffer.append('world');
  buffer.seal();
  assert.equal((await bodyOf(client, { isStrict: true })).toString(), 'hello world');
  assert.equal((await outcome).reason, 'end');
});

test('leaves no listener behind on a response that goes on, nor on the signal', async t => {
  const { signal } = new AbortController();
  let before = 0;
  const countOf = (res: ServerResponse) => res.eventNames().reduce((sum, name) => sum + res.listenerCount(name), 0);
  const buffer = createBuffer();
  const options = { signal, endResponse: false };
  const stream = await openStream(t, buffer, options, undefined, {
    before: async res => {
      before = countOf(res);
    },
  });
  buffer.append('x');
  buffer.seal();
  assert.equal((await stream.outcome).reason, 'end');
  assert.deepEqual([countOf(stream.res), getEventListeners(signal, 'abort').length], [before, 0]);
});

test('disposing the cursor stops one reader gracefully', async t => {
  const buffer = createBuffer();
  const { client, outcome, cursor } = await openStream(t, buffer);
  const received = bodyOf(client, { isStrict: true });
  buffer.append('last words');
  await nextTurn();
  cursor[Symbol.dispose]();
  assert.equal((await outcome).reason, 'end');
  assert.equal((await received).toString(), 'last words');
});

test('a client that left before the pump starts is noticed at once', async t => {
  const buffer = createBuffer();
  const { outcome } = await openStream(t, buffer, {}, undefined, {
    before: async res => {
      res.req.socket.destroy();
      await once(res, 'close');
    },
  });
  buffer.append('x');
  assert.deepEqual(await outcome, { reason: 'client-closed', bytes: 0, gaps: 0 });
});

test('a response that waits behind another on its connection leaves no pin when the connection dies', async t => {
  const buffer = createBuffer();
  const responses: ServerResponse[] = [];
  const server = createServer((_, res) => responses.push(res)).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const client = await connectTo(t, server.address() as AddressInfo);
  client.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n');
  while (responses.length < 2) await once(server, 'request');
  const outcome = pumpToNode(buffer.cursor(), responses[1]!);
  buffer.append('queued');
  await nextTurn();
  assert.equal(buffer.stats().leases, 1);
  client.destroy();
  assert.equal((await outcome).reason, 'client-closed');
  assert.equal(buffer.stats().leases, 0);
});

test('an ended response is refused, and what onGap throws comes out', async t => {
  const buffer = createBuffer();
  const cursor = buffer.cursor();
  await append(buffer, 1000);
  const onGap = () => {
    throw new Error('no notice');
  };
  const { outcome, res } = await openStream(t, buffer, { onGap }, cursor);
  await assert.rejects(outcome, /no notice/);
  assert.ok(res.destroyed);
  const ended = await openStream(t, buffer, {}, undefined, { before: async res => void res.end() });
  await assert.rejects(ended.outcome, /has ended/);
});

test('HTTP/2: writes every frame, and a reset stream leaves no pin', async t => {
  const buffer = createBuffer({ retainBytes: 1 << 20 });
  const { request, next } = await openHttp2(t);
  const [whole, reset] = [request(), request()];
  const outcomes = [await next(), await next()].map(res => pumpToNode(buffer.cursor('oldest'), res));
  const received = whole.setEncoding('latin1').toArray();
  await append(buffer, 500);
  reset.on('error', () => {}).close(constants.NGHTTP2_CANCEL);
  assert.equal((await outcomes[1]!).reason, 'client-closed');
  buffer.seal();
  assert.deepEqual(await outcomes[0], { reason: 'end', bytes: 500 * FRAME_BYTES, gaps: 0 });
  assert.equal(parseCheckedFrames(Buffer.from((await received).join(''), 'latin1')).length, 500);
  assert.equal(buffer.stats().leases, 0);
});

test('HTTP/2: an abort resets the stream, so that the client does not take it for whole', async t => {
  const buffer = createBuffer();
  const { request, next } = await openHttp2(t);
  const client = request().resume();
  const abort = new AbortController();
  const outcome = pumpToNode(buffer.cursor(), await next(), { signal: abort.signal });
  const failure = once(client, 'error');
  buffer.append('part');
  await once(client, 'data');
  abort.abort();
  assert.equal((await outcome).reason, 'aborted');
  assert.match(String((await failure)[0]), /NGHTTP2/);
});

interface Stream {
  readonly res: ServerResponse;
  /** Paused until somebody reads it. */
  readonly client: Socket;
  readonly cursor: Cursor;
  readonly outcome: Promise<PumpOutcome>;
}

/** A pump on a real server, and the raw socket that asked for it. Close-delimited unless `chunked`. */
async function openStream(
  t: TestContext,
  buffer: StreamBuffer,
  options: PumpOptions = {},
  cursor = buffer.cursor(),
  { chunked = false, highWaterMark = 65_536, before = async (_res: ServerResponse) => {} } = {},
): Promise<Stream> {
  const server = createServer({ highWaterMark }).listen(0, '127.0.0.1');
  t.after(() => server.close().closeAllConnections());
  await once(server, 'listening');
  const client = await connectTo(t, server.address() as AddressInfo);
  client.write(chunked ? 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' : 'GET / HTTP/1.0\r\n\r\n');
  const [, res] = (await once(server, 'request')) as [unknown, ServerResponse];
  res.flushHeaders();
  const outcome = before(res).then(() => pumpToNode(cursor, res, options));
  outcome.catch(() => {});
  return { res, client, cursor, outcome };
}

/** A stream whose log is at its end, with more left than the kernel takes and less than Node calls full. */
async function openLastBytes(t: TestContext, options: PumpOptions): Promise<Stream> {
  const sizeBytes = 1 << 25;
  const buffer = createBuffer({ segmentBytes: sizeBytes, retainBytes: sizeBytes });
  buffer.append(new Uint8Array(sizeBytes));
  buffer.seal();
  return await openStream(t, buffer, options, buffer.cursor('oldest'), { highWaterMark: 2 * sizeBytes });
}

async function connectTo(t: TestContext, { port }: AddressInfo): Promise<Socket> {
  const client = connect(port, '127.0.0.1').pause();
  client.on('error', () => {});
  t.after(() => client.destroy());
  await once(client, 'connect');
  return client;
}

async function openHttp2(t: TestContext) {
  const waiting: Http2ServerResponse[] = [];
  const server = createHttp2Server((_, res) => waiting.push(res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  t.after(() => {
    session.destroy();
    server.close();
  });
  const next = async () => {
    while (waiting.length === 0) await once(server, 'request');
    return waiting.shift()!;
  };
  return { request: () => session.request(), next };
}

/** Appends until the paused client of this stream holds up its pump. */
async function stall({ res }: Stream, buffer: StreamBuffer, eachTurn = () => {}): Promise<void> {
  while (!res.writableNeedDrain && !res.destroyed) {
    await append(buffer, 20);
    eachTurn();
  }
}

/** Appends frames with checksums, a few a turn, so that pumps that can follow do. */
async function append(buffer: StreamBuffer, frames: number): Promise<void> {
  for (let index = 0; index < frames; index++) {
    buffer.append(checkedFrame(buffer.nextSeq, 'data'));
    if (index % 20 === 19) await nextTurn();
  }
}

function createBuffer(options = {}): StreamBuffer {
  const sizes = { segmentBytes: SEGMENT_BYTES, retainBytes: RETAIN_BYTES, maxPinnedBytes: MAX_PINNED_BYTES };
  return createStreamBuffer({ ...sizes, debugPoison: true, ...options });
}

/** The whole body; `isStrict` rejects when the connection was reset. */
async function bodyOf(client: Socket, { isStrict = false } = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  client.on('data', part => parts.push(part)).resume();
  const closed = new Promise<boolean>(resolve => client.once('close', resolve));
  if ((await closed) && isStrict) throw new Error('the connection was reset');
  const whole = Buffer.concat(parts);
  return whole.subarray(whole.indexOf('\r\n\r\n') + 4);
}

/** Kind, number, filler and a checksum over all of it, `FRAME_BYTES` long. */
function checkedFrame(number: number, kind: 'data' | 'gap'): Buffer {
  const frame = Buffer.alloc(FRAME_BYTES, number % 200);
  frame.writeUInt8(kind === 'data' ? 1 : 2, 0);
  frame.writeUInt32BE(number, 1);
  frame.writeUInt32BE(crc32(frame.subarray(0, -4)), FRAME_BYTES - 4);
  return frame;
}

function parseCheckedFrames(body: Buffer) {
  assert.equal(body.length % FRAME_BYTES, 0);
  return Array.from({ length: body.length / FRAME_BYTES }, (_, index) => {
    const frame = body.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES);
    assert.equal(frame.readUInt32BE(FRAME_BYTES - 4), crc32(frame.subarray(0, -4)), `frame ${index} is corrupt`);
    return { kind: frame.readUInt8(0) === 1 ? 'data' : 'gap', number: frame.readUInt32BE(1) };
  });
}
