import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer } from '../testing/real-server.ts';
import { openWebSocket } from '../testing/web-socket-client.ts';

const MESSAGES = 2000;

test('a server that stops keeps what came over a socket, says so, and closes all of them with 1001', async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const cookie = (await fetch(server.setupUrl, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!;
  const headers = { Cookie: cookie };
  const sender = await openWebSocket(server.url + routes.socketIn.href({}, { k: server.writeToken }));
  const follower = await openWebSocket(server.url + routes.socketOut.href(), { headers });
  follower.send({ type: 'subscribe', id: 'a', topic: 'promql', query: 'sum(n)' });
  assert.equal((await follower.next()).type, 'snapshot');
  const startMs = Date.now() - 60_000;
  for (let n = 1; n <= MESSAGES; n++) sender.send(`n ${n} ${startMs + n}`);
  assert.equal((await sender.next()).type, 'open');
  let { upTo } = await sender.next();
  server.signal('SIGTERM');
  try {
    for (;;) ({ upTo } = await sender.next());
  } catch {
    // it is closed
  }
  assert.equal((await sender.closed).code, 1001);
  assert.equal((await follower.closed).code, 1001);
  assert.equal(await server.exited, 0);

  await server.start();
  const query = { query: 'n[1h]', time: Date.now() / 1000 };
  const answer = await fetch(server.url + routes.promqlQuery.href({}, query), { headers });
  const { data } = (await answer.json()) as { data: { result: { values: unknown[] }[] } };
  assert.ok(data.result[0]!.values.length >= upTo, `${data.result[0]!.values.length} of ${upTo} are kept`);
});
