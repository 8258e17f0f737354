import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { WebSocket } from 'ws';
import { routes } from '../routes.ts';
import { stopServer } from '../start/stop-server.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { serveUpgrades } from './upgrade.ts';

const path = routes.eventSocket.href({ topic: 'a' });

/** A raw connection that has sent this, and what came back: all of it, unless the connection goes on. */
async function ask(t: TestContext, origin: string, lines: readonly string[]) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write([...lines, '', ''].join('\r\n'));
  let head = '';
  for await (const data of socket.iterator({ destroyOnReturn: false })) {
    head += data;
    if (head.startsWith('HTTP/1.1 101')) break;
  }
  return { socket, head };
}

const handshake = (app: OpenApp, more: readonly string[] = []) => [
  ...[`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'],
  ...[
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Authorization: Bearer ${app.tokens.read}`,
  ],
  ...more,
];

test('an upgrade goes through the same guards and logs as every request, and a refusal is a whole answer', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const { head } = await ask(t, origin, handshake(app));
  assert.match(head, /^HTTP\/1\.1 101 Switching Protocols\r\n/);
  const foreign = await ask(
    t,
    origin,
    handshake(app).map(line => line.replace('Host: localhost', 'Host: evil.example')),
  );
  assert.match(foreign.head, /^HTTP\/1\.1 421 /);
  assert.match(foreign.head, /does not go by the name/);
  assert.match(foreign.head, /content-security-policy/i);
  const elsewhere = await ask(
    t,
    origin,
    handshake(app).map(line => line.replace(path, routes.healthz.href())),
  );
  assert.match(elsewhere.head, /^HTTP\/1\.1 200 OK\r\n/, 'an address that speaks HTTP only says so by speaking it');
  const bad = await ask(
    t,
    origin,
    handshake(app).map(line => line.replace('Version: 13', 'Version: 7')),
  );
  assert.match(bad.head, /^HTTP\/1\.1 4\d\d /);
  assert.equal((await ask(t, origin, handshake(app, ['Origin: https://evil.example']))).head.split(' ')[1], '403');
});

test('an upgrade to something else is answered as if nobody had asked for it', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const { head } = await ask(t, origin, [
    ...[`GET ${routes.healthz.href()} HTTP/1.1`, 'Host: localhost', 'Connection: Upgrade, HTTP2-Settings, close'],
    ...['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA'],
  ]);
  assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
});

test('where Node lets go of a body because of an upgrade, nothing else is taken for it', async t => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  serveUpgrades(server, () => assert.fail('it came through without its body'));
  const { port } = server.address() as AddressInfo;
  const { head } = await ask(t, `http://127.0.0.1:${port}`, [
    ...['POST / HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: h2c', 'Content-Length: 2', '', 'hi'],
  ]);
  assert.match(head, /^HTTP\/1\.1 400 .*without asking for an upgrade/s);
});

test('a server stops although a web socket answers no goodbye', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const { socket } = await ask(t, origin, handshake(app));
  socket.pause();
  assert.equal(app.deps.gate.open, 1);
  await stopServer({
    ...{ server: app.servers[0] as Server, gate: app.deps.gate, beforeClose: async () => {}, stores: [] },
    onLate: () => assert.fail('it took ten seconds'),
  });
  while (app.deps.gate.open > 0) await new Promise(resolve => setImmediate(resolve));
});

test('a message that is too long ends the socket, and nothing else', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const client = new WebSocket(origin.replace('http', 'ws') + path, { headers: app.headersOf('read') });
  await once(client, 'message');
  client.send(Buffer.alloc(100_000));
  const [code] = await once(client, 'close');
  assert.equal(code, 1009);
  assert.equal((await fetch(origin + routes.healthz.href())).status, 200);
});
