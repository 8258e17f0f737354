import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { keepAwake } from './keep-awake.ts';

const PING_MS = 20;

async function listen(t: { after(clean: () => void): void }): Promise<{ server: WebSocketServer; port: number }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  t.after(() => server.close());
  server.on('connection', socket => {
    socket.on('error', () => {}); // the close says the same
    keepAwake(socket, PING_MS);
  });
  return { server, port: (server.address() as { port: number }).port };
}

/** A client that writes bytes by hand, and answers nothing; `closed` is when it was cut off, however. */
async function openByHand(port: number): Promise<{ readonly socket: Socket; readonly closed: Promise<void> }> {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
  socket.on('error', () => {}); // it is cut off
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';
  socket.write(`GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${key}\r\n\r\n`);
  await once(socket, 'data');
  socket.resume();
  return { socket, closed };
}

test('a client that answers pings stays, however long it says nothing', async t => {
  const { port } = await listen(t);
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(client, 'open');
  for (let pings = 0; pings < 5; pings++) await once(client, 'ping');
  assert.equal(client.readyState, client.OPEN);
  client.terminate();
});

test('a connection that says nothing is cut off, also within a message that never ends', async t => {
  const { port } = await listen(t);
  const silent = await openByHand(port);
  const slow = await openByHand(port);
  slow.socket.write(Buffer.of(0x82, 0xfe, 0x40, 0, 1, 2, 3, 4)); // the head of a message of 16 KiB
  const dripping = setInterval(() => slow.socket.write(Buffer.of(0)), PING_MS / 4);
  t.after(() => clearInterval(dripping));
  await Promise.all([silent.closed, slow.closed]);
});

test('a client that is not read is not taken for gone', async t => {
  const { server, port } = await listen(t);
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: false });
  const [socket] = await accepted;
  socket.pause();
  const other = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(other, 'open');
  for (let pings = 0; pings < 5; pings++) await once(other, 'ping');
  assert.equal(socket.readyState, socket.OPEN);
  client.terminate();
  other.terminate();
  socket.terminate();
});
