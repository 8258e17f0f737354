import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { createStreamBuffer } from './buffer.ts';
import { pumpToSocket } from './pump-to-socket.ts';
import { openHttp1 } from './testing/http1-kind.ts';

const BYTES = 1 << 25;

test('bytes that others wrote to the connection are waited for', async t => {
  const buffer = createStreamBuffer({ segmentBytes: 1024, retainBytes: 1024, maxPinnedBytes: 1024 });
  const { res, client } = await openHttp1(t);
  const socket = res.socket!;
  socket.write(new Uint8Array(BYTES));
  assert.ok(socket.writableNeedDrain);
  buffer.append('behind them');
  buffer.seal();
  const outcome = pumpToSocket(buffer.cursor('oldest'), socket);
  const received = Buffer.concat(await client.toArray()).toString('latin1');
  assert.ok(received.endsWith('\0behind them'));
  assert.equal((await outcome).reason, 'end');
});

test('a stalled client is reset: what lies in the system for it is taken back', async t => {
  const buffer = createStreamBuffer({ segmentBytes: BYTES, retainBytes: BYTES, maxPinnedBytes: BYTES });
  buffer.append(new Uint8Array(BYTES));
  const { res, client } = await openHttp1(t);
  const { reason } = await pumpToSocket(buffer.cursor('oldest'), res.socket!, { stallTimeoutMs: 1 });
  assert.equal(reason, 'stalled');
  const [error] = await once(client.resume(), 'error');
  assert.equal(error.code, 'ECONNRESET');
});
