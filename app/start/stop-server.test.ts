import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createStreamGate } from '../http/stream-gate.ts';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { stopServer } from './stop-server.ts';

const gate = createStreamGate({ total: 1, perUser: 1, perAddress: 1 });

async function openServer(t: TestContext, answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.closeAllConnections());
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const onLate = () => assert.fail('late');

/** Notes in which order things are closed. */
function journal() {
  const said: string[] = [];
  const store = (name: string, error?: Error) => ({
    close: async () => {
      said.push(name);
      if (error) throw error;
    },
  });
  return { said, store, beforeClose: async () => void said.push('flush') };
}

test('a request that is being answered is answered to its end before anything is closed', async t => {
  const arrived = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const { said, store, beforeClose } = journal();
  const { server, url } = await openServer(t, async (_request, response) => {
    arrived.resolve();
    await mayAnswer.promise;
    said.push('answered');
    response.end('whole');
  });
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const answer = once(get(url, { agent }), 'response') as Promise<[IncomingMessage]>;
  await arrived.promise;
  const stopped = stopServer({
    server,
    gate,
    beforeClose,
    stores: [store('history'), store('logs'), store('state')],
    onLate,
  });
  const refused = get(url, { agent: false });
  assert.equal(((await once(refused, 'error')) as NodeJS.ErrnoException[])[0]!.code, 'ECONNREFUSED');
  mayAnswer.resolve();
  const [response] = await answer;
  assert.equal((await response.setEncoding('utf8').toArray()).join(''), 'whole');
  await stopped;
  assert.deepEqual(said, ['answered', 'flush', 'history', 'logs', 'state']);
});

test('a request that does not come to its end is cut off after four seconds', { timeout: 10_000 }, async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const arrived = Promise.withResolvers<void>();
  const { said, store, beforeClose } = journal();
  const { server, url } = await openServer(t, () => arrived.resolve());
  const cutOff = once(get(url, { agent: false }), 'error');
  await arrived.promise;
  const stopped = stopServer({ server, gate, beforeClose, stores: [store('state')], onLate });
  t.mock.timers.tick(3999);
  assert.deepEqual(said, []);
  t.mock.timers.tick(1);
  assert.equal(((await cutOff) as NodeJS.ErrnoException[])[0]!.code, 'ECONNRESET');
  await stopped;
  assert.deepEqual(said, ['flush', 'state']);
});

test('connections that are kept alive do not hold it up, not even those of who sends without a pause', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] }); // nobody is cut off
  const { server, url } = await openServer(t, (_request, response) => response.end('whole'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(() => agent.destroy());
  const ask = async () => {
    const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
  };
  await ask();
  const asking = (async () => {
    for (;;) await ask();
  })();
  const refused = assert.rejects(asking, /ECONNREFUSED|ECONNRESET|socket hang up/);
  await stopServer({ server, gate, beforeClose: async () => {}, stores: [], onLate });
  await refused;
});

test('open streams are told to come back, and end', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const { gate } = app.deps;
  using client = openRaw(origin, routes.homeLive.href(), [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  const { said, store, beforeClose } = journal();
  await stopServer({ server: app.servers[0]!, gate, beforeClose, stores: [store('state')], onLate });
  assert.equal((await client.allEvents()).at(-1)!.event, 'restart');
  assert.equal(gate.open, 0);
  assert.deepEqual(said, ['flush', 'state']);
});

test('a file that cannot be closed does not keep the others open, and is told of', async t => {
  const { said, store, beforeClose } = journal();
  const { server } = await openServer(t, () => {});
  const fault = new Error('the keeper is gone');
  const stores = [store('history', fault), store('logs'), store('state')];
  const stopped = stopServer({ server, gate, beforeClose, stores, onLate });
  await assert.rejects(stopped, (error: AggregateError) => error.errors.length === 1 && error.errors[0] === fault);
  assert.deepEqual(said, ['flush', 'history', 'logs', 'state']);
});

test('after ten seconds whoever stops it is told that it is late, and what comes later changes nothing', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const mayClose = Promise.withResolvers<void>();
  const isLate = t.mock.fn();
  const stores = [{ close: () => mayClose.promise }];
  const { beforeClose } = journal();
  const stopped = stopServer({ server: createServer(), gate, beforeClose, stores, onLate: isLate });
  t.mock.timers.tick(9999);
  assert.equal(isLate.mock.callCount(), 0);
  t.mock.timers.tick(1);
  assert.equal(isLate.mock.callCount(), 1);
  mayClose.resolve();
  await stopped;
  await stopServer({ server: createServer(), gate, beforeClose, stores, onLate: isLate });
  t.mock.timers.tick(20_000);
  assert.equal(isLate.mock.callCount(), 1);
});

test('a server that never listened stops, too', async () => {
  const { said, store, beforeClose } = journal();
  await stopServer({ server: createServer(), gate, beforeClose, stores: [store('state')], onLate });
  assert.deepEqual(said, ['flush', 'state']);
});
