import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { answerUnreadable } from './answer-unreadable.ts';

async function open(
  t: TestContext,
  listener: RequestListener = (_request, response) => response.end('ok'),
  options: ServerOptions = {},
) {
  const server = createServer(options, listener);
  answerUnreadable(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return () => connect((server.address() as AddressInfo).port, '127.0.0.1');
}

const HOST = 'HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

test('what is no request is answered with a sentence', async t => {
  const dial = await open(t);
  const say = async (packet: string | Buffer) => {
    const socket = dial();
    socket.end(packet);
    return text(socket);
  };
  const unencoded = await say(`POST /in/temperature?unit=°C ${HOST}`);
  assert.match(unencoded, /^HTTP\/1\.1 400 .*\r\n\r\nIn an address "°" is written %C2%B0\.\n$/s);
  const body = unencoded.split('\r\n\r\n')[1]!;
  assert.ok(unencoded.includes(`Content-Length: ${Buffer.byteLength(body)}\r\n`), unencoded);
  const noText = Buffer.concat([Buffer.from('GET /'), Buffer.of(0xff), Buffer.from(` ${HOST}`)]);
  for (const packet of ['hello\r\n\r\n', noText])
    assert.match(await say(packet), /^HTTP\/1\.1 400 .*\r\n\r\nThis is no HTTP request\.\n$/s);
  assert.match(await say(`GET / HTTP/1.1\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 .*longer than 16 kB/s);
  assert.match(await say(`GET / ${HOST}`), /^HTTP\/1\.1 200 .*ok$/s);
});

test('a head that does not come to its end is answered, too', async t => {
  const dial = await open(t, undefined, { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 10 });
  const socket = dial();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
  assert.match(
    await text(socket),
    /^HTTP\/1\.1 408 .*\r\n\r\nThe head of the request did not come within 20 seconds\.\n$/s,
  );
});

test('an answer that is under way is cut off, and no other one is written into it', async t => {
  const dial = await open(t, (_request, response) => void response.write('the first part'));
  const socket = dial();
  let heard = '';
  socket.on('data', piece => {
    heard += piece;
    if (heard.includes('the first part')) socket.write('hello\r\n\r\n');
  });
  socket.on('error', () => {}); // it is cut off
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'close');
  assert.match(heard, /^HTTP\/1\.1 200 .*the first part\r\n$/s);
});
