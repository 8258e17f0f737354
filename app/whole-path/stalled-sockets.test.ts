import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { openWebSocket, type WebSocketClient } from '../testing/web-socket-client.ts';

const STALLED = 20;
const SERIES = 200;
/** What each of them is told: more than the system holds for a connection. */
const TOLD_BYTES = 12 * 1024 * 1024;
/** Queued for each of them it would be 240 MB. */
const MOST_MORE_BYTES = 64 * 1024 * 1024;
const BATCH_MS = 20;

test('20 sockets that take nothing cost the server no memory and the others no message; they find the newest state', async t => {
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const headers = { Cookie: await signIn(server) };
  const open = async () => {
    const client = await openWebSocket(server.url + routes.socketOut.href(), { headers });
    client.send({ type: 'subscribe', id: 'a', topic: 'readings', series: 'flood' });
    assert.equal((await client.next()).type, 'snapshot');
    return client;
  };
  const live = await open();
  const stalled = await Promise.all(Array.from({ length: STALLED }, open));
  for (const { socket } of stalled) socket.pause();

  const sender = await openSender(server);
  // Until then a server that has just started takes the memory that it works with.
  const first = await sendUntil(sender, live, TOLD_BYTES / 2);
  const before = await residentBytes(server, headers);
  const second = await sendUntil(sender, live, TOLD_BYTES, first);
  const after = await residentBytes(server, headers);
  assert.equal(live.socket.readyState, live.socket.OPEN);
  t.diagnostic(
    `${(TOLD_BYTES / 1e6).toFixed(0)} MB told to one; memory went from ${mega(before)} to ${mega(after)} MB`,
  );
  assert.ok(after - before < MOST_MORE_BYTES, `${mega(after - before)} MB more`);

  for (const client of stalled.slice(0, 3)) {
    client.socket.resume();
    await untilNewest(client, second);
  }
});

async function openSender({ url, writeToken }: TestServer): Promise<WebSocketClient> {
  const sender = await openWebSocket(url + routes.socketIn.href({}, { k: writeToken }));
  await sender.next();
  return sender;
}

/** Gives the number of the last batch; every reader that reads has been told of each one. */
async function sendUntil(sender: WebSocketClient, live: WebSocketClient, bytes: number, after = 0): Promise<number> {
  let told = 0;
  let batch = after;
  while (told < bytes) {
    batch++;
    const lines = Array.from({ length: SERIES }, (_, n) => `flood{n="${n}"} ${batch} ${Date.now() - BATCH_MS}`);
    sender.send(lines.join('\n'));
    const ack = await sender.next();
    assert.equal(ack.accepted, SERIES);
    const change = await live.next();
    assert.equal(change.type, 'change', 'whoever reads is told of each commit');
    assert.ok(change.readings.every(({ value }: { value: number }) => value === batch));
    told += JSON.stringify(change).length;
  }
  return batch;
}

async function untilNewest(client: WebSocketClient, batch: number): Promise<void> {
  for (let hasGap = false; ; ) {
    const { type, series } = await client.next();
    hasGap ||= type === 'gap';
    if (type !== 'snapshot') continue;
    assert.ok(hasGap, 'it is said that some were missed');
    assert.equal(series[0].value, batch);
    return;
  }
}

/** Gives the cookie of the owner's session. */
async function signIn({ setupUrl }: TestServer): Promise<string> {
  const answer = await fetch(setupUrl, { redirect: 'manual' });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

async function residentBytes({ url }: TestServer, headers: { readonly Cookie: string }): Promise<number> {
  const text = await (await fetch(url + routes.metrics.href(), { headers })).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)![1]);
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
