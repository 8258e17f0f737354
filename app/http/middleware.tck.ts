/**
 * The contract of the middleware protocol as a table of tests, to be run on every host: `middlewareTck(host)`.
 * Long because: it is one list of claims (E1 to E16), and a host must keep all of them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { exchangeOf } from './exchange.ts';
import { HttpError } from './http-error.ts';
import { compose, type Middleware, type Pipeline } from './middleware.ts';
import { type RequestDuration, responseTime } from './performance.ts';
import { Journal } from './testing/journal.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** A way to run a pipeline in front of a handler. */
export interface TckHost {
  readonly name: string;
  open(pipeline: Pipeline, handler: Handler): Promise<OpenHost>;
}

export interface OpenHost extends AsyncDisposable {
  /** Sends a request; aborting `init.signal` is the client's leaving. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

const hello: Handler = () => new Response('hello');
const fail = (error: Error) => () => {
  throw error;
};
const boom = fail(new Error('boom'));

export function middlewareTck(host: TckHost): void {
  const claim = (title: string, run: () => Promise<void>) => test(`${host.name}: ${title}`, run);

  claim('E1 requests go in, responses and ends come out in reverse', async () => {
    const journal = new Journal();
    await using open = await host.open(compose(...['a', 'b', 'c'].map(name => journal.middleware(name))), hello);
    assert.equal(await (await open.fetch('/')).text(), 'hello');
    await journal.until('.a');
    assert.deepEqual(journal.entries, [
      '>a',
      '>b',
      '>c',
      '<c 200',
      '<b 200',
      '<a 200',
      '.c complete',
      '.b complete',
      '.a complete',
    ]);
    assert.deepEqual(
      journal.outcomes.map(outcome => [outcome.status, outcome.bytes]),
      Array(3).fill([200, 5]),
    );
  });

  claim('E2 whatever happens, every entered middleware leaves once and ends once', async () => {
    await checkRandomFates(host);
  });

  claim('E3 one instance in two hosts keeps 200 concurrent users apart', async () => {
    await checkIsolation(host);
  });

  claim('E4 a short circuit skips what is inside of it, and its own response hook runs', async () => {
    const journal = new Journal();
    const b = journal.middleware('b', { processRequest: () => new Response('early', { status: 202 }) });
    const pipeline = compose(journal.middleware('a'), b, journal.middleware('c'));
    await using open = await host.open(pipeline, boom);
    assert.equal(await (await open.fetch('/')).text(), 'early');
    await journal.until('.a');
    assert.deepEqual(journal.entries, ['>a', '>b', '<b 202', '<a 202', '.b complete', '.a complete']);
  });

  const faults: readonly { where: string; b: Partial<Middleware>; handler: Handler; entries: readonly string[] }[] = [
    { where: 'the handler', b: {}, handler: boom, entries: ['>a', '>b', '!b', '!a', '<b 500', '<a 500'] },
    {
      where: 'a request hook',
      b: { processRequest: boom },
      handler: hello,
      entries: ['>a', '>b', '!b', '!a', '<b 500', '<a 500'],
    },
    {
      where: 'a response hook',
      b: { processResponse: boom },
      handler: hello,
      entries: ['>a', '>b', '<b 200', '!a', '<a 500'],
    },
    {
      where: 'an error hook',
      b: { processError: boom },
      handler: boom,
      entries: ['>a', '>b', '!b', '!a', '<b 500', '<a 500'],
    },
  ];
  for (const { where, b, handler, entries } of faults) {
    claim(`E5 a throw in ${where} becomes one well-formed 500, and the next request is served`, async () => {
      const journal = new Journal();
      await using open = await host.open(compose(journal.middleware('a'), journal.middleware('b', b)), handler);
      for (const round of [1, 2]) {
        const response = await open.fetch('/');
        assert.equal(response.status, 500);
        assert.equal(await response.text(), 'Internal Server Error');
        await journal.until('.a', round);
      }
      assert.deepEqual(journal.entries.slice(0, journal.entries.length / 2), [
        ...entries,
        '.b complete',
        '.a complete',
      ]);
      assert.match(String(journal.outcomes[0]?.error), /boom/);
    });
  }

  claim('E5 the innermost error hook that answers wins, and its answer passes all response hooks', async () => {
    const journal = new Journal();
    const answer = { processError: () => new Response('sorry', { status: 503 }) };
    const pipeline = compose(journal.middleware('a', answer), journal.middleware('b', answer), journal.middleware('c'));
    await using open = await host.open(pipeline, boom);
    assert.equal(await (await open.fetch('/')).text(), 'sorry');
    await journal.until('.a');
    assert.deepEqual(journal.entries.slice(3, 8), ['!c', '!b', '<c 503', '<b 503', '<a 503']);
  });

  claim('E5 an HttpError that nobody draws is answered with its status, sentence and headers', async () => {
    const journal = new Journal();
    const busy = new HttpError(503, 'Come back later.', { headers: { 'Retry-After': '7' } });
    const guard = journal.middleware('guard', { processRequest: fail(busy) });
    await using open = await host.open(compose(guard), hello);
    const response = await open.fetch('/');
    assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '7']);
    assert.equal(await response.text(), 'Come back later.');
  });

  claim('E5 an end hook that throws is reported, and the others run', async () => {
    const warned = new Promise<Error>(resolve => process.once('warning', resolve));
    const journal = new Journal();
    await using open = await host.open(
      compose(journal.middleware('a'), journal.middleware('b', { processEnd: boom })),
      hello,
    );
    await (await open.fetch('/')).text();
    await journal.until('.a');
    assert.match((await warned).message, /processEnd of middleware "b" threw/);
  });

  claim('E6 a body that breaks after the head cuts the response and ends as error', async () => {
    const journal = new Journal();
    const broken = () => streamOf(['part'], new Error('boom'));
    await using open = await host.open(compose(journal.middleware('a')), () => new Response(broken()));
    const response = await open.fetch('/');
    await assert.rejects(response.text());
    await journal.until('.a');
    assert.deepEqual(journal.entries, ['>a', '<a 200', '.a error']);
    assert.match(String(journal.outcomes[0]?.error), /boom/);
  });

  claim(
    'E7 a client that leaves while its request is queued reaches no handler, and ends once as aborted',
    async () => {
      const journal = new Journal();
      const client = new AbortController();
      const queue = journal.middleware('queue', { processRequest: async ({ signal }) => leave(client, signal) });
      await using open = await host.open(compose(queue), () => {
        journal.note('handler');
        return new Response();
      });
      await open.fetch('/', { signal: client.signal }).catch(() => {});
      await journal.until('.queue');
      assert.deepEqual(journal.entries, ['>queue', '<queue 499', '.queue client-aborted']);
    },
  );

  claim('E7 a client that leaves before the head: the signal aborts, one end as aborted', async () => {
    const journal = new Journal();
    const client = new AbortController();
    await using open = await host.open(compose(journal.middleware('a')), async ({ signal }) => {
      await leave(client, signal);
      throw new Error('nobody is there');
    });
    await open.fetch('/', { signal: client.signal }).catch(() => {});
    await journal.until('.a');
    assert.deepEqual(journal.entries, ['>a', '<a 499', '.a client-aborted']);
  });

  claim('E7 what a handler returns for a client that has left is cancelled, and told as 499', async () => {
    const journal = new Journal();
    const client = new AbortController();
    const cancelled = Promise.withResolvers<unknown>();
    await using open = await host.open(compose(journal.middleware('a')), async ({ signal }) => {
      await leave(client, signal);
      return new Response(endless('late', cancelled.resolve));
    });
    await open.fetch('/', { signal: client.signal }).catch(() => {});
    await Promise.all([journal.until('.a'), cancelled.promise]);
    assert.deepEqual(journal.entries, ['>a', '<a 499', '.a client-aborted']);
    assert.deepEqual([journal.outcomes[0]?.status, journal.outcomes[0]?.bytes], [499, 0]);
  });

  claim(
    'E7 a client that leaves mid-stream: the source is cancelled, one end as aborted with the bytes so far',
    async () => {
      const journal = new Journal();
      const client = new AbortController();
      const cancelled = Promise.withResolvers<unknown>();
      let isAborted: boolean | undefined;
      const a = journal.middleware('a', {
        processEnd: (_, { signal }) => {
          isAborted = signal.aborted;
        },
      });
      await using open = await host.open(compose(a), () => new Response(endless('tick', cancelled.resolve)));
      const response = await open.fetch('/', { signal: client.signal });
      await response.body!.getReader().read();
      client.abort();
      await Promise.all([journal.until('.a'), cancelled.promise]);
      assert.deepEqual(journal.entries, ['>a', '<a 200', '.a client-aborted']);
      assert.deepEqual([journal.outcomes[0]?.bytes, isAborted], [4, true]);
    },
  );

  claim('E8 a paused client holds the source back, and in the end every byte is the same', async () => {
    await checkBackPressure(host);
  });

  claim('E9 events arrive one by one through three middlewares', async () => {
    const journal = new Journal();
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const pipeline = compose(...['a', 'b', 'c'].map(name => journal.middleware(name)));
    await using open = await host.open(
      pipeline,
      () => new Response(readable, { headers: { 'content-type': 'text/event-stream' } }),
    );
    const response = await open.fetch('/');
    const [reader, writer] = [response.body!.getReader(), writable.getWriter()];
    for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
      void writer.write(new TextEncoder().encode(event));
      assert.equal(new TextDecoder().decode((await reader.read()).value), event);
    }
    await writer.close();
    assert.equal((await reader.read()).done, true);
    await journal.until('.a');
    assert.equal(journal.outcomes[0]?.bytes, 27);
  });

  const answers: readonly { title: string; handler: Handler; status: number; method?: string }[] = [
    { title: '200', handler: hello, status: 200 },
    { title: 'HEAD', handler: hello, status: 200, method: 'HEAD' },
    { title: '204', handler: () => new Response(null, { status: 204 }), status: 204 },
    { title: '304', handler: () => new Response(null, { status: 304 }), status: 304 },
    { title: '404', handler: () => new Response('no', { status: 404 }), status: 404 },
    { title: '405', handler: fail(new HttpError(405, 'no')), status: 405 },
    { title: '500', handler: boom, status: 500 },
    { title: 'a redirect', handler: () => Response.redirect('http://localhost/elsewhere'), status: 302 },
  ];
  for (const { title, handler, status, method = 'GET' } of answers) {
    claim(
      `E10 E11 E13 ${title}: X-Response-Time in ms between handler and head, duration in s, no body where none may be`,
      async () => {
        const journal = new Journal();
        const durations: RequestDuration[] = [];
        let handlerMs = 0;
        const pipeline = compose(
          journal.middleware('a'),
          responseTime({ onEnd: duration => durations.push(duration) }),
        );
        await using open = await host.open(pipeline, request => {
          const exchange = exchangeOf(request)!;
          exchange.route = '/d/:slug';
          handlerMs = performance.now() - exchange.startedAt;
          return handler(request);
        });
        const response = await open.fetch('/d/home?k=secret', { method, redirect: 'manual' });
        const body = await response.text();
        await journal.until('.a');
        const header = response.headers.get('x-response-time') ?? '';
        assert.equal(response.status, status);
        assert.match(header, /^\d+\.\d{3}ms$/);
        assert.equal(response.headers.get('server-timing'), `app;dur=${Number.parseFloat(header).toFixed(3)}`);
        const outcome = journal.outcomes[0]!;
        assert.ok(
          Number.parseFloat(header) >= handlerMs - 0.001 && Number.parseFloat(header) <= outcome.headMs + 0.001,
        );
        assert.equal(durations.length, 1);
        const { seconds, ...rest } = durations[0]!;
        assert.equal(seconds, outcome.totalMs / 1000);
        assert.deepEqual(rest, { route: '/d/:slug', method, status, kind: 'complete', isStream: false });
        if (method === 'HEAD' || status === 204 || status === 304) assert.deepEqual([body, outcome.bytes], ['', 0]);
      },
    );
  }

  claim('E12 several Set-Cookie headers, of handler and hook, all arrive', async () => {
    const cookie = (value: string): Middleware => ({
      name: value,
      processResponse: ({ headers }) => headers.append('Set-Cookie', `${value}=1; Path=/`),
    });
    await using open = await host.open(compose(cookie('a'), cookie('b')), () => {
      const response = new Response('hello');
      for (const name of ['x', 'y']) response.headers.append('set-cookie', `${name}=1; Path=/`);
      return response;
    });
    const cookies = (await open.fetch('/')).headers.getSetCookie();
    assert.deepEqual(cookies, ['x=1; Path=/', 'y=1; Path=/', 'b=1; Path=/', 'a=1; Path=/']);
  });

  claim('E13 a status that a hook sets to 204 or 304 takes the body away', async () => {
    for (const status of [204, 304]) {
      const journal = new Journal();
      const a = journal.middleware('a', { processResponse: head => Object.assign(head, { status }) && undefined });
      const handler = () => new Response('hello', { headers: { 'content-length': '5' } });
      await using open = await host.open(compose(a), handler);
      const response = await open.fetch('/');
      assert.deepEqual([response.status, await response.text()], [status, '']);
      assert.equal(response.headers.get('content-length'), status === 204 ? null : '5');
      await journal.until('.a');
      assert.equal(journal.outcomes[0]?.bytes, 0);
    }
  });

  claim('E16 a hook replaces the response: outer hooks see the new one, the old body is cancelled', async () => {
    const journal = new Journal();
    const cancelled = Promise.withResolvers<unknown>();
    const b = journal.middleware('b', {
      processResponse: () => new Response('instead', { status: 203, headers: { 'x-new': 'yes' } }),
    });
    await using open = await host.open(
      compose(journal.middleware('a'), b),
      () => new Response(endless('old', cancelled.resolve), { headers: { 'x-old': 'yes', 'content-length': '3' } }),
    );
    const response = await open.fetch('/');
    assert.deepEqual([response.status, await response.text()], [203, 'instead']);
    assert.deepEqual([response.headers.get('x-new'), response.headers.get('x-old')], ['yes', null]);
    await Promise.all([journal.until('.a'), cancelled.promise]);
    assert.deepEqual(journal.entries, ['>a', '>b', '<b 200', '<a 203', '.b complete', '.a complete']);
    assert.equal(journal.outcomes[0]?.bytes, 'instead'.length);
  });

  claim('E16 a short text that is replaced leaves neither its length nor its type behind', async () => {
    const instead = { name: 'instead', processResponse: () => new Response('a longer text instead') };
    await using open = await host.open(compose(instead), () => new Response('old', { headers: { 'x-old': 'yes' } }));
    const response = await open.fetch('/');
    assert.equal(await response.text(), 'a longer text instead');
    assert.equal(response.headers.get('x-old'), null);
  });

  claim('a Request that a hook puts in the place of another leads to the same exchange', async () => {
    const journal = new Journal();
    const a: Middleware = {
      name: 'a',
      processRequest: x => {
        x.slot(a, () => 'kept');
        return new Request(x.request, { headers: { 'x-added': 'yes' } });
      },
      processResponse: ({ headers }, x) => headers.set('x-route', String(x.route)),
    };
    await using open = await host.open(compose(journal.middleware('outer'), a), request => {
      exchangeOf(request)!.route = '/set/below';
      return new Response(`${exchangeOf(request)!.slot(a, () => 'lost')} ${request.headers.get('x-added')}`);
    });
    const response = await open.fetch('/', { method: 'POST', body: 'content' });
    assert.equal(await response.text(), 'kept yes');
    assert.equal(response.headers.get('x-route'), '/set/below');
  });

  claim('a Response shared between requests is not changed by hooks', async () => {
    const shared = new Response(null, { status: 204 });
    let count = 0;
    const a: Middleware = { name: 'a', processResponse: ({ headers }) => headers.append('x-count', String(++count)) };
    await using open = await host.open(compose(a), () => shared);
    await open.fetch('/');
    assert.equal((await open.fetch('/')).headers.get('x-count'), '2');
    assert.equal(shared.headers.get('x-count'), null);
  });
}

/** Lets the client leave, and resolves when the server knows. */
async function leave(client: AbortController, signal: AbortSignal): Promise<void> {
  const gone = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => gone.resolve());
  client.abort();
  await gone.promise;
}

const FATES = ['serve', 'short', 'throw', 'throw-request', 'throw-response', 'leave'] as const;
const LAYERS = ['a', 'b', 'c'];

/** 1 000 requests with reproducible random fates at random layers. */
async function checkRandomFates(host: TckHost): Promise<void> {
  const counts = new Map(LAYERS.map(name => [name, { entered: 0, left: 0, ended: 0 }]));
  const ended = new Map<string, () => void>();
  const clients = new Map<string, AbortController>();
  const planOf = (request: Request) =>
    request.headers.get('x-plan')!.split(' ') as [string, (typeof FATES)[number], string];
  const layer = (name: string): Middleware => ({
    name,
    processRequest: ({ request }) => {
      counts.get(name)!.entered++;
      const [, fate, at] = planOf(request);
      if (at === name && fate === 'throw-request') throw new Error(fate);
      return at === name && fate === 'short' ? new Response('short') : undefined;
    },
    processResponse: (_, { request }) => {
      counts.get(name)!.left++;
      const [, fate, at] = planOf(request);
      if (at === name && fate === 'throw-response') throw new Error(fate);
    },
    processEnd: (_, { request }) => {
      counts.get(name)!.ended++;
      if (name === 'a') ended.get(planOf(request)[0])!();
    },
  });
  const handler: Handler = async request => {
    const [id, fate] = planOf(request);
    if (fate === 'throw') throw new Error(fate);
    if (fate === 'leave') await leave(clients.get(id)!, request.signal);
    return new Response('served');
  };
  await using open = await host.open(compose(...LAYERS.map(layer)), handler);
  const random = randomFrom(20);
  for (let i = 0; i < 1000; i += 20) await Promise.all(Array.from({ length: 20 }, (_, j) => send(String(i + j))));
  assert.ok([...counts.values()].every(({ entered }) => entered > 100));
  for (const [name, { entered, left, ended }] of counts) assert.deepEqual([left, ended], [entered, entered], name);

  async function send(id: string): Promise<void> {
    const client = new AbortController();
    const end = Promise.withResolvers<void>();
    clients.set(id, client);
    ended.set(id, end.resolve);
    const plan = `${id} ${FATES[random(FATES.length)]} ${LAYERS[random(LAYERS.length)]}`;
    const answer = open.fetch('/', { headers: { 'x-plan': plan }, signal: client.signal }).then(r => r.text());
    await Promise.all([answer.catch(() => {}), end.promise]);
  }
}

async function checkIsolation(host: TckHost): Promise<void> {
  const clientCount = 200;
  const allArrived = Promise.withResolvers<void>();
  let arrived = 0;
  const signIn: Middleware = {
    name: 'sign-in',
    processRequest: async x => {
      x.slot(signIn, () => x.request.headers.get('x-user'));
      if (++arrived === clientCount) allArrived.resolve();
      await allArrived.promise;
    },
    processResponse: ({ headers }, x) => headers.set('x-seen', String(x.slot(signIn, () => 'nobody'))),
  };
  const handler: Handler = request => new Response(exchangeOf(request)!.slot(signIn, () => 'nobody'));
  await using one = await host.open(compose(signIn), handler);
  await using two = await host.open(compose(signIn), handler);
  const answers = Array.from({ length: clientCount }, async (_, i) => {
    const response = await (i % 2 ? one : two).fetch('/', { headers: { 'x-user': `user ${i}` } });
    assert.deepEqual([await response.text(), response.headers.get('x-seen')], [`user ${i}`, `user ${i}`]);
  });
  await Promise.all(answers);
}

async function checkBackPressure(host: TckHost): Promise<void> {
  const [chunkBytes, chunkCount] = [64 * 1024, 800]; // 50 MiB, more than any socket buffer
  let pulled = 0;
  const source = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (pulled === chunkCount) return controller.close();
        controller.enqueue(new Uint8Array(chunkBytes).fill(pulled++ % 251));
      },
    });
  const journal = new Journal();
  await using open = await host.open(
    compose(journal.middleware('a'), journal.middleware('b')),
    () => new Response(source()),
  );
  const reader = (await open.fetch('/')).body!.getReader();
  // An unthrottled copy needs no turn of the event loop for the whole source; a throttled one stands still.
  for (let turn = 0; turn < 200; turn++) await nextTurn();
  assert.ok(pulled < chunkCount / 2, `${pulled} of ${chunkCount} chunks were taken from the source though nobody read`);
  let position = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    for (const index of [0, step.value.length - 1]) {
      assert.equal(step.value[index], Math.floor((position + index) / chunkBytes) % 251);
    }
    position += step.value.length;
  }
  assert.equal(position, chunkBytes * chunkCount);
  await journal.until('.a');
  assert.equal(journal.outcomes[0]?.bytes, chunkBytes * chunkCount);
}

function streamOf(chunks: readonly string[], error: Error): ReadableStream<Uint8Array<ArrayBuffer>> {
  const waiting = chunks.map(chunk => new TextEncoder().encode(chunk));
  return new ReadableStream({
    async pull(controller) {
      await nextTurn(); // the head goes out before the body breaks
      const chunk = waiting.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(error);
    },
  });
}

/** Gives one chunk, then stays open until it is cancelled. */
function endless(chunk: string, onCancel: (reason: unknown) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode(chunk)),
    cancel: onCancel,
  });
}

/** Numerical Recipes' linear congruence: the same fates in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
