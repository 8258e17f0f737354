import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { sendBodies } from './send-bodies.ts';

const bodiesOf = (...texts: string[]) => texts.map(text => ({ bytes: Buffer.from(text), points: text.length }));

async function listen(t: TestContext, listener: RequestListener): Promise<{ url: string }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('each list goes over a connection of its own, in its order, until all is acknowledged', async t => {
  const seen = new Map<unknown, string>();
  const target = await listen(t, async (request, response) => {
    const { socket } = request;
    seen.set(socket, (seen.get(socket) ?? '') + (await buffer(request)));
    response.writeHead(204).end();
  });
  const { points, requestMs, refused } = await sendBodies(target, [bodiesOf('a', 'bc'), bodiesOf('d', 'ef', 'g')], 10);
  assert.deepEqual([...seen.values()].sort(), ['abc', 'defg']);
  assert.deepEqual({ points, requests: requestMs.length, refused }, { points: 7, requests: 5, refused: 0 });
});

test('what a busy server refuses is sent again, and counted', async t => {
  let requests = 0;
  const target = await listen(t, (request, response) => {
    request.resume().on('end', () => response.writeHead(++requests === 1 ? 503 : 204).end());
  });
  const { points, requestMs, refused } = await sendBodies(target, [bodiesOf('abc')], 10);
  assert.deepEqual({ points, requests: requestMs.length, refused }, { points: 3, requests: 1, refused: 1 });
});

test('any other answer ends it, with the words of the server', async t => {
  const target = await listen(t, (request, response) => {
    request.resume().on('end', () => response.writeHead(400).end('line 1 is bad'));
  });
  await assert.rejects(sendBodies(target, [bodiesOf('abc')], 10), /400: line 1 is bad/);
});

test('when the time is over nothing more is begun, and what was acknowledged counts', async t => {
  let answered = 0;
  const target = await listen(t, (request, response) => {
    request.resume().on('end', () => setTimeout(() => response.writeHead(204).end(() => answered++), 60));
  });
  const { points } = await sendBodies(target, [bodiesOf('a', 'b', 'c', 'd')], 0.1);
  assert.ok(points < 4);
  assert.equal(points, answered);
});
