// Long because: it is the list of what a plain Node listener may do with its request and its response.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { exchangeOf } from '../exchange.ts';
import { compose, type Middleware } from '../middleware.ts';
import { nodeOutgoing } from '../node-outgoing.ts';
import { responseTime } from '../performance.ts';
import { MAX_LENT_BYTES } from '../pipeline/incoming-body.ts';
import { listen } from '../testing/hosts.ts';
import { Journal } from '../testing/journal.ts';
import { exchangeText } from '../testing/wire.ts';
import { toNode } from './node.ts';

type Listener = (req: IncomingMessage, res: ServerResponse) => unknown;

const open = (listener: Listener, ...middlewares: readonly Middleware[]) =>
  listen(createServer(toNode(compose(...middlewares), listener)));

test('a listener finds slots, trace, path and address of its exchange', async () => {
  const user: Middleware = { name: 'user', processRequest: x => void x.slot(user, () => 'mara') };
  await using server = await open((req, res) => {
    const { method, path, trace, remoteAddress, slot } = exchangeOf(req)!;
    const who = slot.call(exchangeOf(req), user, () => 'nobody');
    res.end([method, path, trace.traceId.length, remoteAddress, who].join(' '));
  }, user);
  assert.equal(await (await server.fetch('/d/a%20b?k=secret')).text(), 'GET /d/a%20b 32 127.0.0.1 mara');
});

const paths: Record<string, string> = {
  '/plain/path-1.html?q=/../x': '/plain/path-1.html',
  '/a/../b': '/b',
  '/a/./b': '/a/b',
  '/%2e%2e/b': '/b',
  '//evil.example/x': '//evil.example/x',
  'http://other.example/y?z': '/y',
  '*': '/',
  '/a"b': '/a%22b',
};
for (const [target, path] of Object.entries(paths)) {
  test(`the path of ${target} is ${path}, as in its Request`, async () => {
    await using server = await open((req, res) => {
      const exchange = exchangeOf(req)!;
      res.end(`${exchange.path} ${new URL(exchange.request.url).pathname}`);
    });
    const answer = await exchangeText(server.url, `GET ${target} HTTP/1.1\nHost: localhost\nConnection: close\n\n`);
    assert.ok(answer.endsWith(`\r\n\r\n${path} ${path}`), answer);
  });
}

test('a Host that is none passes for no host of ours, and a method that no Request may have is still told', async () => {
  await using server = await open((req, res) => {
    const exchange = exchangeOf(req)!;
    res.end(`${exchange.request.method} ${exchange.method} ${exchange.request.url}`);
  });
  const answer = await exchangeText(server.url, 'TRACE /x HTTP/1.1\nHost: a b\nConnection: close\n\n');
  assert.ok(answer.endsWith('TRACE TRACE http://host.invalid/x'), answer);
});

test('a body that a hook has read is there for the listener, too, whole and once', async () => {
  const seen: string[] = [];
  const reads: Middleware = {
    name: 'reads',
    processRequest: async x => void seen.push(await x.request.clone().text()),
  };
  await using server = await open(async (req, res) => res.end(await text(req)), reads);
  const body = 'line\n'.repeat(50_000);
  assert.equal(await (await server.fetch('/', { method: 'POST', body })).text(), body);
  assert.deepEqual(seen, [body]);
});

test('a body that no hook has read is neither touched nor copied', async () => {
  const looks: Middleware = { name: 'looks', processRequest: x => void x.request.headers };
  await using server = await open(async (req, res) => res.end(await text(req)), looks);
  const body = 'x'.repeat(3 * MAX_LENT_BYTES);
  assert.equal(await (await server.fetch('/', { method: 'POST', body })).text(), body);
});

test('more than a hook may read and give back is an error that says the cure, not half a body', async () => {
  const journal = new Journal();
  const reads: Middleware = { name: 'reads', processRequest: async x => void (await x.request.arrayBuffer()) };
  await using server = await open((_, res) => res.end('never'), journal.middleware('a'), reads);
  const response = await server.fetch('/', { method: 'POST', body: 'x'.repeat(MAX_LENT_BYTES + 1) });
  assert.equal(response.status, 500);
  await response.text();
  await journal.until('.a');
  assert.match(String(journal.outcomes[0]?.error), /Let the handler read `exchangeOf\(req\).request` instead/);
});

test('a Request put in the place of another hands on its method, URL and headers, and its body to its own reader', async () => {
  const replaces: Middleware = {
    name: 'replaces',
    processRequest: ({ request }) =>
      new Request(new URL('/new?x=1', request.url), {
        method: 'PUT',
        headers: { 'x-added': 'yes' },
        body: request.body,
        duplex: 'half',
      }),
  };
  await using server = await open(async (req, res) => {
    const body = await exchangeOf(req)!.request.text();
    res.end([req.method, req.url, req.headers['x-added'], req.headers.host, body].join(' '));
  }, replaces);
  assert.equal(
    await (await server.fetch('/old', { method: 'POST', body: 'content' })).text(),
    'PUT /new?x=1 yes  content',
  );
});

test('E6 an asynchronous listener that fails after its head cuts the connection', async () => {
  const journal = new Journal();
  await using server = await open(async (_, res) => {
    res.write('part');
    await null;
    throw new Error('boom');
  }, journal.middleware('a'));
  await assert.rejects(server.fetch('/').then(response => response.text()));
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a error']);
});

test('E7 pipelined requests that wait behind a broken one all end, once each', async () => {
  const journal = new Journal();
  await using server = await open(() => {}, journal.middleware('a'));
  const client = connect(Number(new URL(server.url).port), '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(15));
  await journal.until('>a', 15);
  client.destroy();
  await journal.until('.a', 15);
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual([journal.count('<a 499'), journal.count('.a client-aborted')], [15, 15]);
});

test('E8 write gives false when the client does not read, and drain comes when it does', async () => {
  const journal = new Journal();
  const block = Buffer.alloc(64 * 1024);
  let waits = 0;
  await using server = await open(
    async (_, res) => {
      for (let i = 0; i < 800; i++) {
        if (res.write(block)) continue;
        waits++;
        assert.ok(res.writableLength <= 2 * block.length);
        await once(res, 'drain');
      }
      res.end();
    },
    journal.middleware('a'),
    journal.middleware('b'),
  );
  assert.equal((await (await server.fetch('/')).arrayBuffer()).byteLength, 800 * block.length);
  assert.ok(waits > 0);
});

test('informational heads, early hints and a permission to go on, pass before the one head that hooks see', async () => {
  const journal = new Journal();
  await using server = await open((_, res) => {
    res.writeEarlyHints({ link: '</a.css>; rel=preload' });
    res.writeProcessing();
    res.end('done');
  }, journal.middleware('a'));
  const client = request(server.url, { method: 'POST', headers: { Expect: '100-continue', Connection: 'close' } });
  const informed: number[] = [];
  client.on('information', ({ statusCode }) => informed.push(statusCode));
  client.on('continue', () => client.end('body'));
  client.flushHeaders();
  const [response] = await once(client, 'response');
  assert.deepEqual([response.statusCode, await text(response)], [200, 'done']);
  assert.deepEqual(informed, [100, 103, 102]);
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a complete']);
});

test('an upgrade is no request: it never comes to the pipeline, which serves on', async () => {
  const journal = new Journal();
  const server = createServer(
    toNode(compose(journal.middleware('a')), (_, res) => res.end('served')) as RequestListener,
  );
  server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nraw'));
  await using host = await listen(server);
  const upgraded = await exchangeText(host.url, 'GET / HTTP/1.1\nHost: localhost\nConnection: Upgrade\nUpgrade: x\n\n');
  assert.ok(upgraded.endsWith('raw'));
  assert.equal(await (await host.fetch('/')).text(), 'served');
  assert.equal(journal.count('>a'), 1);
});

test('a client that takes trailers hears the whole time in one; others, and bodies of known length, do without', async () => {
  const stream: Listener = (_, res) => {
    res.write('a');
    res.end('b');
  };
  const ask = async (listener: Listener, te: string) => {
    await using server = await open(listener, responseTime());
    return await exchangeText(server.url, `GET / HTTP/1.1\nHost: localhost\nConnection: close, TE\n${te}\n\n`);
  };
  const told = await ask(stream, 'TE: trailers');
  assert.match(told, /\r\nTrailer: Server-Timing\r\n/);
  assert.match(told, /\r\n0\r\nServer-Timing: total;dur=\d+\.\d{3}\r\n\r\n$/);
  assert.doesNotMatch(await ask(stream, 'X-No: te'), /total;dur|Trailer:/);
  assert.doesNotMatch(await ask((_, res) => void res.end('whole'), 'TE: trailers'), /total;dur|Trailer:/);
});

test('over HTTP/2, too, trailers tell the whole time', async () => {
  const listener = toNode(compose(responseTime()), (_, res) => {
    res.write('a');
    res.end('b');
  });
  const server = createHttp2Server(listener) as unknown as Server;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stream = session.request({ ':path': '/', te: 'trailers' });
  const trailers = once(stream, 'trailers');
  stream.resume();
  assert.match(String((await trailers)[0]['server-timing']), /^total;dur=\d+\.\d{3}$/);
  session.close();
  server.close();
  await once(server, 'close');
});

test('a pipeline inside another shares its exchange, and hooks run once each, inner ones first', async () => {
  const journal = new Journal();
  const inner = toNode(compose(journal.middleware('inner')), (req, res) => {
    res.end(String(nodeOutgoing(exchangeOf(req)!.request) === res));
  });
  await using server = await open(inner as Listener, journal.middleware('outer'));
  assert.equal(await (await server.fetch('/')).text(), 'true');
  await journal.until('.outer');
  assert.deepEqual(journal.entries.slice(0, 4), ['>outer', '>inner', '<inner 200', '<outer 200']);
  assert.deepEqual([journal.count('.inner'), journal.count('.outer')], [1, 1]);
});

test('headers may be read, listed, changed and taken away through the head, whatever wrote them', async () => {
  let listed: [string, string][] = [];
  const hook: Middleware = {
    name: 'hook',
    processResponse({ headers }) {
      listed = [...headers];
      headers.delete('X-One');
      headers.append('x-two', 'c');
      headers.append('Set-Cookie', 'b=2');
      assert.equal(new Headers(headers).get('x-two'), 'a, b, c');
      headers.forEach((value, name) => {
        assert.equal(headers.get(name)?.includes(value), true);
      });
      assert.deepEqual([...headers.keys()].length, [...headers.values()].length);
    },
  };
  await using server = await open((_, res) => {
    res.setHeader('X-Two', ['a', 'b']);
    res.writeHead(200, { 'X-One': 1, 'Set-Cookie': 'a=1' });
    res.end();
  }, hook);
  const { headers } = await server.fetch('/');
  assert.deepEqual(listed, [
    ['set-cookie', 'a=1'],
    ['x-one', '1'],
    ['x-two', 'a, b'],
  ]);
  assert.deepEqual(
    [headers.get('x-one'), headers.get('x-two'), headers.getSetCookie()],
    [null, 'a, b, c', ['a=1', 'b=2']],
  );
});

test('a status that a hook sets brings its own reason along; one that cannot be sent is a 500', async () => {
  const sets = (status: number): Middleware => ({
    name: 'sets',
    processResponse: head => Object.assign(head, { status }) && undefined,
  });
  const ask = async (status: number) => {
    await using server = await open((_, res) => void res.writeHead(200, 'Fine').end('x'), sets(status));
    return await exchangeText(server.url, 'GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n');
  };
  assert.match(await ask(503), /^HTTP\/1.1 503 Service Unavailable\r\n/);
  assert.match(await ask(200), /^HTTP\/1.1 200 Fine\r\n/);
  assert.match(await ask(42), /^HTTP\/1.1 500 Internal Server Error\r\n/);
});

test('a status that Node cannot send is an error of the listener, and answered as one', async () => {
  const journal = new Journal();
  await using server = await open((_, res) => void res.writeHead(42), journal.middleware('a'));
  assert.equal((await server.fetch('/')).status, 500);
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '!a', '<a 500', '.a complete']);
});

test('HEAD is told no length that the GET would not have', async () => {
  await using server = await open((_, res) => void res.end(), { name: 'a' });
  assert.equal((await server.fetch('/', { method: 'HEAD' })).headers.get('content-length'), null);
  assert.equal((await server.fetch('/')).headers.get('content-length'), '0');
});

test('a trailer that cannot be told is reported, and the body ends all the same', async () => {
  const warned = once(process, 'warning');
  const breaks: Middleware = {
    name: 'breaks',
    processResponse: ({ sendTrailer }) =>
      sendTrailer?.('X-Late', () => {
        throw new Error('boom');
      }),
  };
  await using server = await open((_, res) => {
    res.write('a');
    res.end('b');
  }, breaks);
  const answer = await exchangeText(server.url, 'GET / HTTP/1.1\nHost: localhost\nConnection: close\nTE: trailers\n\n');
  assert.ok(answer.endsWith('0\r\n\r\n'), answer);
  assert.match(String((await warned)[0]), /The trailer X-Late could not be sent/);
});

test('a listener whose response was replaced hears when the other one is out', async () => {
  const out = Promise.withResolvers<void>();
  const instead: Middleware = { name: 'instead', processResponse: () => new Response('instead') };
  await using server = await open((_, res) => void res.end('old', () => out.resolve()), instead);
  assert.equal(await (await server.fetch('/')).text(), 'instead');
  await out.promise;
});
