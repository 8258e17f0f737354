import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { answerUnreadable } from './answer-unreadable.ts';

test('what is no request is answered with a sentence', async t => {
  const server = createServer((_request, response) => response.end('ok'));
  answerUnreadable(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const say = async (packet: string) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.end(packet);
    return text(socket);
  };
  const host = 'HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  assert.match(
    await say(`POST /in/temperature?unit=°C ${host}`),
    /^HTTP\/1\.1 400 .*\r\n\r\nIn an address "°" is written %C2%B0\.\n$/s,
  );
  assert.match(await say('hello\r\n\r\n'), /^HTTP\/1\.1 400 .*This is no HTTP request\.\n$/s);
  assert.match(await say(`GET / HTTP/1.1\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 .*longer than 16 kB/s);
  assert.match(await say(`GET / ${host}`), /^HTTP\/1\.1 200 .*ok$/s);
});
