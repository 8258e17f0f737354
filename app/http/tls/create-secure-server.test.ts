import assert from 'node:assert/strict';
import { once } from 'node:events';
import { constants, type ServerHttp2Session } from 'node:http2';
import { get } from 'node:https';
import { type AddressInfo, connect as connectRaw } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect as connectTls, type Server as SecureServer } from 'node:tls';
import { makeCertificate } from '../../testing/make-certificate.ts';
import { createWebServer } from '../create-web-server.ts';
import { openHttp2 } from '../testing/http2-client.ts';
import { createSecureServer } from './create-secure-server.ts';

const certificate = makeCertificate();
const trusting = { ca: certificate.cert };
/** What the server lets wait beside the live streams. */
const OTHER_STREAMS = 128;

async function open(t: TestContext, fetch: (request: Request) => Response | Promise<Response>) {
  const server = createWebServer({ fetch, certificate, liveStreams: 2 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}`;
  const client = () => {
    const opened = openHttp2(url, trusting);
    t.after(() => opened.session.destroy());
    return opened;
  };
  return { server, url, port, client };
}

test('the client chooses between HTTP/2 and HTTP/1.1', async t => {
  const { url, client } = await open(t, request => new Response(new URL(request.url).protocol));
  const response = await client().fetch('/x');
  assert.equal(await response.text(), 'https:');
  const [old] = await once(get(url, trusting), 'response');
  assert.equal(old.httpVersion, '1.1');
  assert.equal((await old.setEncoding('utf8').toArray()).join(''), 'https:');
});

test('who speaks http is told to speak https', async t => {
  const { port } = await open(t, () => new Response());
  const socket = connectRaw(port, '127.0.0.1').setEncoding('utf8');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const said = (await socket.toArray()).join('');
  assert.match(said, /^HTTP\/1\.1 400 Bad Request\r\n/);
  assert.match(said, /\r\n\r\nThis server speaks https: write https:\/\/ in front\.\n$/);
});

test('who speaks neither is let go, and nobody else notices', async t => {
  const { port, client } = await open(t, () => new Response('fine'));
  const socket = connectRaw(port, '127.0.0.1').on('error', () => {});
  socket.write(Buffer.from('16030100050100000100', 'hex'));
  socket.resume();
  await once(socket, 'close');
  assert.equal(await (await client().fetch('/x')).text(), 'fine');
});

test('a new certificate is shown to who connects next, over HTTP/2 too', async t => {
  const { server, port, client } = await open(t, () => new Response('fine'));
  const old = client();
  await (await old.fetch('/x')).text();
  const next = makeCertificate();
  (server as unknown as SecureServer).setSecureContext({ cert: next.cert, key: next.key });
  const socket = connectTls({ port, host: '127.0.0.1', ca: next.cert, ALPNProtocols: ['h2'] });
  await once(socket, 'secureConnect');
  assert.equal(socket.alpnProtocol, 'h2');
  socket.destroy();
  assert.equal(await (await old.fetch('/x')).text(), 'fine');
});

test('requests beyond the bound of one connection are refused at once, and others go on', async t => {
  const mayAnswer = Promise.withResolvers<void>();
  const { client } = await open(t, async ({ url }) => {
    if (url.endsWith('/waits')) await mayAnswer.promise;
    return new Response('fine');
  });
  const busy = client();
  await once(busy.session, 'remoteSettings');
  assert.equal(busy.session.remoteSettings.maxConcurrentStreams, 2 + OTHER_STREAMS);
  const waiting = Array.from({ length: 2 + OTHER_STREAMS }, () => busy.fetch('/waits'));
  // Node's own client holds more of them back until there is room.
  const late = busy.fetch('/late');
  assert.equal(await (await client().fetch('/x')).text(), 'fine');
  mayAnswer.resolve();
  for (const response of [...(await Promise.all(waiting)), await late]) assert.equal(await response.text(), 'fine');
});

test('who takes back requests as fast as it can loses its connection, and nobody else notices', async t => {
  let asked = 0;
  const { server, client } = await open(t, ({ url }) => {
    if (url.endsWith('/taken-back')) asked++;
    return new Response('fine');
  });
  const other = client();
  assert.equal(await (await other.fetch('/x')).text(), 'fine');
  const opened = once(server, 'session');
  const { session } = client();
  await once(session, 'remoteSettings');
  const [served] = (await opened) as [ServerHttp2Session];
  const closed = new Promise<void>(resolve => served.once('close', resolve));
  for (let sent = 1; !served.destroyed; sent++) {
    const stream = session.request({ ':path': '/taken-back' }).on('error', () => {});
    stream.close(constants.NGHTTP2_CANCEL);
    if (sent % 20 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  await closed;
  assert.ok(asked < 2000, `${asked} requests came through`);
  assert.equal(await (await other.fetch('/x')).text(), 'fine');
});

test('a flood of settings whose answers nobody reads costs its own connection only', async t => {
  const { port, client } = await open(t, () => new Response('fine'));
  const other = client();
  const socket = connectTls({ port, host: '127.0.0.1', ...trusting, ALPNProtocols: ['h2'] });
  const closed = new Promise(resolve => socket.on('error', () => {}).once('close', resolve));
  await once(socket, 'secureConnect');
  socket.pause();
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  const settings = Buffer.from('000000040000000000', 'hex');
  const flood = Buffer.concat(Array.from({ length: 10_000 }, () => settings));
  while (!socket.destroyed) {
    if (socket.writableLength < flood.length) socket.write(flood);
    assert.equal(await (await other.fetch('/x')).text(), 'fine');
  }
  await closed;
});

test('a connection is closed with a word when nothing is asked over it for long, and not while something is', async t => {
  const mayAnswer = Promise.withResolvers<void>();
  const server = createSecureServer({ certificate, liveStreams: 2, http1: {}, idleMs: 50 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  server.on('request', async (_, response) => {
    await mayAnswer.promise;
    response.end('fine');
  });
  const opened = once(server, 'session');
  const client = openHttp2(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, trusting);
  t.after(() => client.session.destroy());
  const asked = client.fetch('/x');
  const [served] = (await opened) as [ServerHttp2Session];
  await once(served, 'timeout');
  assert.equal(served.closed, false);
  const goaway = once(client.session, 'goaway');
  mayAnswer.resolve();
  assert.equal(await (await asked).text(), 'fine');
  assert.equal((await goaway)[0], constants.NGHTTP2_NO_ERROR);
});
