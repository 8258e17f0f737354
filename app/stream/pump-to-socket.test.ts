import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { createStreamBuffer } from './buffer.ts';
import { pumpToSocket } from './pump-to-socket.ts';
import { openHttp1 } from './testing/http1-kind.ts';

const BYTES = 1 << 25;

test('a stalled client is reset: what lies in the system for it is taken back', async t => {
  const buffer = createStreamBuffer({ segmentBytes: BYTES, retainBytes: BYTES, maxPinnedBytes: BYTES });
  buffer.append(new Uint8Array(BYTES));
  const { res, client } = await openHttp1(t);
  const { reason } = await pumpToSocket(buffer.cursor('oldest'), res.socket!, { stallTimeoutMs: 1 });
  assert.equal(reason, 'stalled');
  const [error] = await once(client.resume(), 'error');
  assert.equal(error.code, 'ECONNRESET');
});
