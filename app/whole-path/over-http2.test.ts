import assert from 'node:assert/strict';
import { once } from 'node:events';
import { constants } from 'node:http2';
import { type TestContext, test } from 'node:test';
import { openHttp2 } from '../http/testing/http2-client.ts';
import { readEvents, type SeenEvent } from '../http/testing/read-events.ts';
import { makePicture } from '../images/testing/make-picture.ts';
import { bodyLimits } from '../ingest/limits.ts';
import { routes } from '../routes.ts';
import { stopServer } from '../start/stop-server.ts';
import { openApp } from '../testing/open-app.ts';
import { openTempCertificate } from '../testing/temp-certificate.ts';
import { openWebSocket } from '../testing/web-socket-client.ts';

/** The whole application over https, and clients that speak HTTP/2. */
async function open(t: TestContext) {
  const certificate = openTempCertificate();
  t.after(() => certificate.remove());
  const app = await openApp(t, certificate.env);
  const origin = await app.listen();
  const trusting = { ca: certificate.made.cert };
  const client = () => {
    const opened = openHttp2(origin, trusting);
    t.after(() => opened.session.destroy());
    return opened;
  };
  return { app, origin, trusting, client };
}

/** Reads a response as it comes. */
function follow(response: Response) {
  const reader = response.body!.getReader();
  const read: Uint8Array[] = [];
  const bytes = () => Buffer.concat(read);
  return {
    bytes,
    /** Reads on until what has come so far is enough. */
    async until(isEnough: (bytes: Buffer) => boolean): Promise<Buffer> {
      while (!isEnough(bytes())) {
        const { done, value } = await reader.read();
        assert.ok(!done, `it ended with: ${bytes().toString('latin1').slice(-300)}`);
        read.push(value);
      }
      return bytes();
    },
    async events(isEnough: (events: SeenEvent[]) => boolean): Promise<SeenEvent[]> {
      return readEvents((await this.until(so => isEnough(readEvents(String(so))))).toString());
    },
    async end(): Promise<Buffer> {
      for await (const piece of { [Symbol.asyncIterator]: () => iterate(reader) }) read.push(piece);
      return bytes();
    },
  };
}

async function* iterate(reader: ReadableStreamDefaultReader<Uint8Array>) {
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

test('live pages, all over one connection, are told of a reading, and one that leaves in the middle harms no other', async t => {
  const { app, client } = await open(t);
  const { session, fetch } = client();
  const headers = { Cookie: app.headersOf('owner').Cookie! };
  const leaving = new AbortController();
  const views = await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const response = await fetch(routes.homeLive.href(), { headers, ...(i === 0 && { signal: leaving.signal }) });
      assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
      return follow(response);
    }),
  );
  await Promise.all(views.map(view => view.events(events => events.length > 0)));
  leaving.abort();
  await app.send('temperature?room=kitchen', 21.4);
  await Promise.all(views.slice(1).map(view => view.until(bytes => bytes.includes('21.4'))));
  assert.equal(session.destroyed, false);
  assert.equal(app.deps.gate.open, 11);
  assert.deepEqual(app.complaints, []);
});

test('an endless body is taken piece by piece, and what came before its sender broke off is kept', async t => {
  const { app, client } = await open(t);
  const { session } = client();
  const path = routes.logStream.href({ stream: 'app' }, { k: app.tokens.ingest });
  const body = session.request({ ':method': 'POST', ':path': path }).on('error', () => {});
  const view = follow(
    await client().fetch(routes.logsLive.href(), { headers: { ...app.headersOf('read'), Accept: 'application/json' } }),
  );
  body.write('first line\n');
  await view.until(bytes => bytes.includes('first line'));
  body.write('second line\n');
  await view.until(bytes => bytes.includes('second line'));
  body.close(constants.NGHTTP2_CANCEL);
  const whole = session.request({ ':method': 'POST', ':path': path });
  whole.end('third line\nfourth line\n');
  const [head] = await once(whole, 'response');
  assert.equal(head[':status'], 200);
  assert.equal(await text(whole), 'ok 2 lines to app\n');
});

test('pictures of a stream are shown as they come', async t => {
  const { app, client } = await open(t);
  const path = routes.img.href({ name: 'cam' }, { k: app.tokens.ingest });
  const sender = client().session.request({ ':method': 'POST', ':path': path });
  const [first, second] = (await Promise.all([1, 2].map(seed => makePicture({ seed })))) as [Buffer, Buffer];
  sender.write(first);
  const changes = app.deps.images.live.subscribe({ from: 'replay' });
  while (!app.deps.images.state('cam')) await changes.next();
  await changes.return();
  const view = follow(
    await client().fetch(routes.imageFrames.href({ name: 'cam' }), { headers: app.headersOf('read') }),
  );
  await view.until(bytes => bytes.includes(first));
  sender.end(second);
  await view.until(bytes => bytes.includes(second));
  assert.match(await text(sender), /^ok stream cam 64x48 JPEG: 2 pictures/);
});

test('a body that is too large is refused with a sentence, and its connection goes on', async t => {
  const { app, client } = await open(t);
  const { session, fetch } = client();
  const path = routes.inMany.href({}, { k: app.tokens.ingest });
  const stream = session.request({ ':method': 'POST', ':path': path }).on('error', () => {});
  const piece = Buffer.alloc(1024 * 1024, '1');
  const answered = once(stream, 'response');
  let isAnswered = false;
  answered.then(() => {
    isAnswered = true;
  });
  for (let sent = 0; sent < bodyLimits.receivedBytes * 2 && !isAnswered; sent += piece.length) {
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), answered]);
  }
  assert.equal((await answered)[0][':status'], 413);
  assert.match(await text(stream), /larger than \d+ bytes/);
  assert.equal((await fetch(routes.healthz.href())).status, 200);
});

test('web sockets are opened over HTTP/1.1 beside it', async t => {
  const { app, origin, trusting } = await open(t);
  const socket = await openWebSocket(origin + routes.socketIn.href(), {
    ...trusting,
    headers: app.headersOf('ingest'),
  });
  socket.send('temperature 21.4');
  assert.ok(await socket.next());
  socket.socket.close();
  await socket.closed;
});

test('at the stop live streams are told to come back, requests are answered to their end, and connections are closed with a word', async t => {
  const { app, client } = await open(t);
  const { session, fetch } = client();
  const goaway = once(session, 'goaway');
  const closed = once(session, 'close');
  const view = follow(await fetch(routes.homeLive.href(), { headers: app.headersOf('read') }));
  await view.events(events => events.length > 0);
  const path = routes.logStream.href({ stream: 'app' }, { k: app.tokens.ingest });
  const body = session.request({ ':method': 'POST', ':path': path });
  body.write('first line\n');
  const lines = app.deps.logs.live.subscribe({ from: 'replay' });
  await lines.next();
  await lines.return();
  const stopped = stopServer({
    server: app.servers[0]!,
    gate: app.deps.gate,
    beforeClose: async () => {},
    stores: [],
    onLate: () => assert.fail('late'),
  });
  assert.equal((await goaway)[0], constants.NGHTTP2_NO_ERROR);
  assert.equal(readEvents(String(await view.end())).at(-1)!.event, 'restart');
  body.end('second line\n');
  assert.match(await text(body), /^ok \d lines? to app\n$/);
  await closed;
  await stopped;
  assert.equal(app.deps.gate.open, 0);
});

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(stream)).toString();
}
