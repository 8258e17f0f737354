// Long because: it is the list of what may happen to a response that a handler writes to the socket itself.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type ClientHttp2Session, connect, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, createConnection, type Server } from 'node:net';
import { test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { compose, type Middleware, type Pipeline } from '../middleware.ts';
import { nodeOutgoing } from '../node-outgoing.ts';
import { responseTime } from '../performance.ts';
import { securityHeaders } from '../security-headers.ts';
import { honoApp, listen, openHono } from '../testing/hosts.ts';
import { Journal } from '../testing/journal.ts';
import { toHono } from './hono.ts';

/** A handler that writes to the Node response itself, the way live streams do. */
function raw(write: (outgoing: ServerResponse, request: Request) => void | Promise<void>) {
  return async (request: Request) => {
    await write(nodeOutgoing(request)!, request);
    return RESPONSE_ALREADY_SENT;
  };
}

const oneEvent = raw(outgoing => {
  outgoing.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Own': 'kept' });
  outgoing.end('data: 1\n\n');
});

test('a raw response gets the headers of hooks, once, and the shared marker none', async () => {
  const journal = new Journal();
  const pipeline = compose(journal.middleware('a'), securityHeaders(), responseTime());
  await using open = await openHono(pipeline, oneEvent);
  const markerBefore = [...RESPONSE_ALREADY_SENT.headers];
  for (const round of [1, 2]) {
    const response = await open.fetch('/live');
    assert.equal(await response.text(), 'data: 1\n\n');
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    assert.match(response.headers.get('x-response-time') ?? '', /^\d+\.\d{3}ms$/);
    assert.deepEqual(
      ['x-own', 'content-type', 'x-hono-already-sent'].map(name => response.headers.get(name)),
      ['kept', 'text/event-stream', null],
    );
    await journal.until('.a', round);
  }
  assert.deepEqual(journal.entries, Array(2).fill(['>a', '<a 200', '.a complete']).flat());
  assert.equal(journal.outcomes[0]?.bytes, 9);
  assert.deepEqual([...RESPONSE_ALREADY_SENT.headers], markerBefore);
});

test('the response duration of a raw event stream is marked as a stream', async () => {
  const ended = Promise.withResolvers<boolean>();
  await using open = await openHono(
    compose(responseTime({ onEnd: ({ isStream }) => ended.resolve(isStream) })),
    oneEvent,
  );
  await (await open.fetch('/live')).text();
  assert.equal(await ended.promise, true);
});

const heads: Record<string, (outgoing: ServerResponse) => void> = {
  'as an object': outgoing => outgoing.writeHead(200, { 'X-One': '1', 'X-Two': ['a', 'b'] }),
  'as a flat list, with a reason': outgoing =>
    outgoing.writeHead(200, 'Fine', ['X-One', '1', 'X-Two', 'a', 'X-Two', 'b']),
  'by setHeader, and implied by the first write': outgoing =>
    outgoing.setHeader('X-One', 1).setHeader('X-Two', ['a', 'b']),
  'by setHeader, and replaced in writeHead': outgoing =>
    outgoing.setHeader('X-One', 0).writeHead(200, { 'x-one': 1, 'X-Two': 'a, b' }),
};
for (const [title, writeHead] of Object.entries(heads)) {
  test(`hooks see and change a raw head given ${title}`, async () => {
    let seen: (string | null)[] = [];
    const hook: Middleware = {
      name: 'hook',
      processResponse: ({ headers }) => {
        seen = [headers.get('x-one'), headers.get('x-two')];
        headers.delete('x-one');
        headers.append('set-cookie', 'a=1');
        headers.append('set-cookie', 'b=2');
      },
    };
    const write = (outgoing: ServerResponse) => {
      writeHead(outgoing);
      outgoing.end('x');
    };
    await using open = await openHono(compose(hook), raw(write));
    const response = await open.fetch('/');
    assert.deepEqual(seen, ['1', 'a, b']);
    assert.deepEqual([response.headers.get('x-one'), response.headers.get('x-two')], [null, 'a, b']);
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await response.text(), 'x');
  });
}

test('a head that is written after the handler has returned passes the hooks too', async () => {
  const journal = new Journal();
  const later = Promise.withResolvers<ServerResponse>();
  await using open = await openHono(
    compose(journal.middleware('a')),
    raw(outgoing => later.resolve(outgoing)),
  );
  const response = open.fetch('/');
  const outgoing = await later.promise;
  await new Promise(resolve => setImmediate(resolve));
  outgoing.writeHead(201).end('late');
  assert.deepEqual([(await response).status, await (await response).text()], [201, 'late']);
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 201', '.a complete']);
});

test('a client that leaves a raw stream ends it once, as aborted, with the signal aborted', async () => {
  const journal = new Journal();
  const client = new AbortController();
  const isAborted: boolean[] = [];
  const a = journal.middleware('a', { processEnd: (_, { signal }) => void isAborted.push(signal.aborted) });
  const stream = raw(outgoing => void outgoing.writeHead(200).write('tick'));
  await using open = await openHono(compose(a), stream);
  const response = await open.fetch('/', { signal: client.signal });
  await response.body!.getReader().read();
  client.abort();
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a client-aborted']);
  assert.deepEqual([journal.outcomes[0]?.bytes, isAborted], [4, [true]]);
});

test('a client that resets its connection has left, too: no error of ours', async () => {
  const journal = new Journal();
  const stream = raw(outgoing => void outgoing.writeHead(200).write('tick'));
  await using open = await openHono(compose(journal.middleware('a')), stream);
  const client = createConnection(Number(new URL(open.url).port), '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(client, 'data');
  client.resetAndDestroy();
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a client-aborted']);
});

test('E8 a raw stream feels the pace of its client', async () => {
  const journal = new Journal();
  const block = Buffer.alloc(64 * 1024, 'x');
  const blockCount = 800; // 50 MiB, more than any socket buffer
  let waits = 0;
  const stream = raw(async outgoing => {
    outgoing.writeHead(200);
    for (let i = 0; i < blockCount; i++) {
      if (outgoing.write(block)) continue;
      waits++;
      assert.ok(outgoing.writableLength <= 2 * block.length);
      await once(outgoing, 'drain');
    }
    outgoing.end();
  });
  await using open = await openHono(compose(journal.middleware('a'), journal.middleware('b')), stream);
  const body = await (await open.fetch('/')).arrayBuffer();
  assert.equal(body.byteLength, block.length * blockCount);
  assert.ok(waits > 0);
  await journal.until('.a');
  assert.equal(journal.outcomes[0]?.bytes, body.byteLength);
});

test('a handler that fails after its response was sent is reported', async () => {
  const journal = new Journal();
  const warned = new Promise<Error>(resolve => process.once('warning', resolve));
  const stream = raw(async outgoing => {
    outgoing.writeHead(200).end('done');
    await journal.until('.a');
    throw new Error('boom');
  });
  await using open = await openHono(compose(journal.middleware('a')), stream);
  assert.equal(await (await open.fetch('/')).text(), 'done');
  assert.match((await warned).message, /A handler failed after its response was over/);
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a complete']);
});

test('a raw handler that stops because its client has left says nothing new', async () => {
  const journal = new Journal();
  const client = new AbortController();
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const hasStopped = Promise.withResolvers<void>();
  const stream = raw(async (outgoing, { signal }) => {
    outgoing.writeHead(200).write('tick');
    await once(outgoing, 'never', { signal }).finally(hasStopped.resolve);
  });
  await using open = await openHono(compose(journal.middleware('a')), stream);
  const response = await open.fetch('/', { signal: client.signal });
  await response.body!.getReader().read();
  client.abort();
  await Promise.all([journal.until('.a'), hasStopped.promise]);
  await new Promise(resolve => setImmediate(resolve));
  process.off('warning', note);
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a client-aborted']);
  assert.deepEqual(warnings, []);
});

test('a client that leaves before a raw head owes nobody a hook', async () => {
  const journal = new Journal();
  const client = new AbortController();
  const started = raw(async (_, { signal }) => {
    client.abort();
    if (!signal.aborted) await once(signal, 'abort');
  });
  await using open = await openHono(compose(journal.middleware('a')), started);
  await open.fetch('/', { signal: client.signal }).catch(() => {});
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 499', '.a client-aborted']);
  assert.equal(journal.outcomes[0]?.status, 499);
});

test('E6 a throw after the raw head cuts the connection and ends as error, without a second head', async () => {
  const journal = new Journal();
  const breaking = raw(outgoing => {
    outgoing.writeHead(200).write('part');
    throw new Error('boom');
  });
  await using open = await openHono(compose(journal.middleware('a')), breaking);
  await assert.rejects(open.fetch('/').then(response => response.text()));
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a error']);
  assert.match(String(journal.outcomes[0]?.error), /boom/);
});

for (const fault of ['replaces', 'throws'] as const) {
  test(`a hook that ${fault} at a raw head puts its answer in the place of the stream, whose writes lead nowhere`, async () => {
    const journal = new Journal();
    const instead = () => new Response('instead', { status: 409 });
    const a = journal.middleware('a', { processError: async () => instead() });
    const b = journal.middleware('b', {
      processResponse() {
        if (fault === 'throws') throw new Error('boom');
        return instead();
      },
    });
    const hasClosed = Promise.withResolvers<void>();
    const stream = raw(outgoing => {
      outgoing.once('close', hasClosed.resolve);
      outgoing.setHeader('X-Old', 'yes');
      outgoing.writeHead(200, { 'Content-Length': '9' });
      assert.equal(outgoing.write('data: 1\n\n'), false);
    });
    await using open = await openHono(compose(a, b), stream);
    const response = await open.fetch('/');
    assert.deepEqual([response.status, await response.text()], [409, 'instead']);
    assert.equal(response.headers.get('x-old'), null);
    await Promise.all([journal.until('.a'), hasClosed.promise]);
    assert.deepEqual(
      journal.entries.filter(entry => !entry.startsWith('!')),
      ['>a', '>b', '<b 200', '<a 409', '.b complete', '.a complete'],
    );
    assert.equal(journal.outcomes[0]?.bytes, 7);
  });
}

test('a handler that fails after a hook has replaced its response does not harm the new one', async () => {
  const journal = new Journal();
  const warned = new Promise<Error>(resolve => process.once('warning', resolve));
  const a = journal.middleware('a', { processResponse: () => new Response('instead') });
  const stream = raw(outgoing => {
    outgoing.writeHead(200);
    throw new Error('boom');
  });
  await using open = await openHono(compose(a), stream);
  assert.equal(await (await open.fetch('/')).text(), 'instead');
  assert.match((await warned).message, /replaced by a middleware/);
  await journal.until('.a');
  assert.equal(journal.outcomes[0]?.kind, 'complete');
});

const impliedHeads: Record<string, (outgoing: ServerResponse) => unknown> = {
  'the first write': outgoing => outgoing.write('old'),
  'the end with a body': outgoing => outgoing.end('old'),
  'the end without a body': outgoing => outgoing.end(),
  'flushing it': outgoing => outgoing.flushHeaders(),
};
for (const [title, write] of Object.entries(impliedHeads)) {
  test(`a head implied by ${title} can be replaced like a written one`, async () => {
    const instead: Middleware = { name: 'instead', processResponse: () => new Response('instead') };
    await using open = await openHono(
      compose(instead),
      raw(outgoing => void write(outgoing)),
    );
    const response = await open.fetch('/');
    assert.deepEqual([await response.text(), response.headers.get('content-length')], ['instead', null]);
  });
}

test('a body that comes as a whole tells its length, as without hooks', async () => {
  const lengths = [];
  for (const [status, body] of [
    [200, 'four'],
    [200, undefined],
    [204, undefined],
    [304, undefined],
  ] as const) {
    await using open = await openHono(
      compose(securityHeaders()),
      raw(o => void Object.assign(o, { statusCode: status }).end(body)),
    );
    lengths.push((await open.fetch('/')).headers.get('content-length'));
  }
  assert.deepEqual(lengths, ['4', '0', null, null]);
});

test('HEAD on a raw route gets the head alone, and the connection serves on', async () => {
  const journal = new Journal();
  await using open = await openHono(
    compose(journal.middleware('a')),
    raw(o => void o.writeHead(200, { 'X-Own': 'kept' })),
  );
  for (const round of [1, 2]) {
    const response = await open.fetch('/', { method: 'HEAD' });
    assert.deepEqual([response.status, response.headers.get('x-own'), await response.text()], [200, 'kept', '']);
    await journal.until('.a', round);
  }
  assert.deepEqual(
    journal.outcomes.map(({ kind, bytes }) => [kind, bytes]),
    Array(2).fill(['complete', 0]),
  );
});

test('a marker that an inner Hono middleware has copied is still a marker, and the stream goes on', async () => {
  const app = new Hono();
  const opened = Promise.withResolvers<ServerResponse>();
  const live = raw(outgoing => {
    outgoing.writeHead(200).write('first');
    opened.resolve(outgoing);
  });
  const journal = new Journal();
  app.use(toHono(compose(journal.middleware('a'))));
  app.use(async (c, next) => {
    await next();
    c.header('x-late', 'lost');
  });
  app.get('/', c => live(c.req.raw));
  await using open = await listen(createAdaptorServer({ fetch: app.fetch }) as never);
  const response = await open.fetch('/');
  const outgoing = await opened.promise;
  await new Promise(resolve => setImmediate(resolve));
  outgoing.end(' second');
  assert.equal(await response.text(), 'first second');
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a complete']);
});

test('headers that an outer Hono middleware sets do not reach the shared marker', async () => {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('x-outer', 'yes');
  });
  app.use(toHono(compose()));
  app.get('/', c => oneEvent(c.req.raw));
  await using open = await listen(createAdaptorServer({ fetch: app.fetch }) as never);
  assert.equal(await (await open.fetch('/')).text(), 'data: 1\n\n');
  assert.equal(RESPONSE_ALREADY_SENT.headers.get('x-outer'), null);
});

test('without a Node server there is no outgoing response', async () => {
  const app = honoApp(compose(), request => new Response(String(nodeOutgoing(request))));
  assert.equal(await (await app.request('/')).text(), 'undefined');
  assert.equal(nodeOutgoing(new Request('http://localhost/')), undefined);
});

test("what app.onError answers is the last resort, and Hono's own exceptions keep their status", async () => {
  const journal = new Journal();
  const app = new Hono();
  app.use(toHono(compose(journal.middleware('a'))));
  app.get('/', () => {
    throw new HTTPException(413, { message: 'too large' });
  });
  const response = await app.request('/');
  assert.deepEqual([response.status, await response.text()], [413, 'too large']);
  assert.deepEqual(journal.entries.slice(0, 3), ['>a', '!a', '<a 413']);
});

test('errors that app.onError throws on go to the error hooks', async () => {
  const app = new Hono();
  app.onError(error => {
    throw error;
  });
  app.use(toHono(compose({ name: 'draw', processError: error => new Response(String(error), { status: 418 }) })));
  app.get('/', () => {
    throw new Error('boom');
  });
  const response = await app.request('/');
  assert.deepEqual([response.status, await response.text()], [418, 'Error: boom']);
});

test('under HTTP/2 raw responses pass the hooks, complete or aborted', async () => {
  const journal = new Journal();
  const pipeline = compose(journal.middleware('a'), securityHeaders());
  await using http2 = await openHttp2(
    pipeline,
    raw((outgoing, { url }) => {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
      if (url.endsWith('/once')) outgoing.end('data: 1\n\n');
      else outgoing.write('tick');
    }),
  );
  const complete = http2.session.request({ ':path': '/once' });
  const [headers] = await once(complete, 'response');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal((await complete.toArray()).join(''), 'data: 1\n\n');
  await journal.until('.a');
  const left = http2.session.request({ ':path': '/live' });
  await once(left, 'data');
  left.close(8); // CANCEL
  await journal.until('.a', 2);
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a complete', '>a', '<a 200', '.a client-aborted']);
  assert.deepEqual(
    journal.outcomes.map(outcome => outcome.bytes),
    [9, 4],
  );
});

test('under HTTP/2 a client that resets the stream before all of a finished body has left', async () => {
  const journal = new Journal();
  const whole = raw(outgoing => void outgoing.writeHead(200).end(Buffer.alloc(8 * 1024 * 1024)));
  await using http2 = await openHttp2(compose(journal.middleware('a')), whole);
  const request = http2.session.request({ ':path': '/' });
  await once(request, 'response'); // and reads no more: the flow control window holds the rest back
  request.close(8); // CANCEL
  await journal.until('.a');
  assert.deepEqual(journal.entries, ['>a', '<a 200', '.a client-aborted']);
});

async function openHttp2(pipeline: Pipeline, handler: (request: Request) => Promise<Response>) {
  const { fetch } = honoApp(pipeline, handler);
  const server = createAdaptorServer({ fetch, createServer: createHttp2Server }) as Server;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const session: ClientHttp2Session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    session,
    async [Symbol.asyncDispose]() {
      session.close();
      server.close();
      await once(server, 'close');
    },
  };
}
