import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import {
  connect as connectHttp2,
  constants,
  createServer as createHttp2Server,
  type Http2ServerResponse,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStreamBuffer, type StreamBuffer } from './buffer.ts';
import { type PumpToNodeOptions, pumpToNode } from './pump-to-node.ts';
import { appendChecked, FRAME_BYTES, parseCheckedFrames } from './testing/checked-frames.ts';
import { connectTo, openHttp1 } from './testing/http1-kind.ts';

for (const endResponse of [true, false]) {
  const where = endResponse ? 'of a response' : 'before the next buffer';

  test(`B11 the stall timeout also bounds the last bytes ${where}`, async t => {
    const { res, outcome } = await openLastBytes(t, { stallTimeoutMs: 1, endResponse });
    assert.equal((await outcome).reason, 'stalled');
    assert.ok(res.destroyed);
  });

  test(`B11 a client that leaves during the last bytes ${where} is not taken for served`, async t => {
    const { res, client, outcome } = await openLastBytes(t, { endResponse });
    while (res.writableLength === 0) await nextTurn();
    client.destroy();
    assert.equal((await outcome).reason, 'client-closed');
  });
}

test('leaves no listener behind on a response that goes on, nor on the signal', async t => {
  const { signal } = new AbortController();
  const { res } = await openHttp1(t);
  const countOf = () => res.eventNames().reduce((sum, name) => sum + res.listenerCount(name), 0);
  const before = countOf();
  const buffer = createBuffer();
  const outcome = pumpToNode(buffer.cursor(), res, { signal, endResponse: false });
  buffer.append('x');
  buffer.seal();
  assert.equal((await outcome).reason, 'end');
  assert.deepEqual([countOf(), getEventListeners(signal, 'abort').length], [before, 0]);
});

test('B8 a response that waits behind another on its connection leaves no pin when the connection dies', async t => {
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

test('an ended response is refused', async t => {
  const { res } = await openHttp1(t);
  res.end();
  await assert.rejects(pumpToNode(createBuffer().cursor(), res), /has ended/);
});

test('B8 HTTP/2: a stream that is reset leaves no pin, and another on its connection loses nothing', async t => {
  const buffer = createBuffer({ retainBytes: 1 << 20 });
  const { request, next } = await openHttp2Session(t);
  const [whole, reset] = [request(), request()];
  const outcomes = [await next(), await next()].map(res => pumpToNode(buffer.cursor('oldest'), res));
  const received = whole.toArray();
  await appendChecked(buffer, 500);
  reset.on('error', () => {}).close(constants.NGHTTP2_CANCEL);
  assert.equal((await outcomes[1]!).reason, 'client-closed');
  buffer.seal();
  assert.deepEqual(await outcomes[0], { reason: 'end', bytes: 500 * FRAME_BYTES, gaps: 0 });
  assert.equal(parseCheckedFrames(Buffer.concat(await received)).length, 500);
  assert.equal(buffer.stats().leases, 0);
});

/** A response whose log is at its end, with more left than the kernel takes and less than Node calls full. */
async function openLastBytes(t: TestContext, options: PumpToNodeOptions) {
  const sizeBytes = 1 << 25;
  const buffer = createBuffer({ segmentBytes: sizeBytes, retainBytes: sizeBytes });
  buffer.append(new Uint8Array(sizeBytes));
  buffer.seal();
  const { res, client } = await openHttp1(t, { highWaterMark: 2 * sizeBytes });
  return { res, client, outcome: pumpToNode(buffer.cursor('oldest'), res, options) };
}

/** Requests on one connection, answered by nobody: `next` gives their responses in turn. */
async function openHttp2Session(t: TestContext) {
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

function createBuffer(options = {}): StreamBuffer {
  const sizes = { segmentBytes: 16_384, retainBytes: 65_536, maxPinnedBytes: 262_144 };
  return createStreamBuffer({ ...sizes, debugPoison: true, ...options });
}
