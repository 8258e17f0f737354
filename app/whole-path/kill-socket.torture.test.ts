import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { encodeNames, encodeReadings } from '../ingest/socket/testing/encode-binary.ts';
import { routes } from '../routes.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { openWebSocket } from '../testing/web-socket-client.ts';

const ROUNDS = rounds({ ci: 2, torture: 25 });
/** Messages that are on their way at once. */
const PIPELINED = 100;

test(`a server killed ${ROUNDS} times has every message that it acknowledged over a web socket`, async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const startMs = Date.now() - 3_600_000;
  let sent = 0;
  const acknowledged = new Set<number>();
  for (let round = 1; round <= ROUNDS; round++) {
    const wanted = acknowledged.size + randomInt(200, 2000);
    const killing = Promise.withResolvers<void>();
    const sending = sendOn(server, startMs, sent, upTo => {
      for (let n = sent + 1; n <= upTo; n++) acknowledged.add(n);
      if (acknowledged.size >= wanted) killing.resolve();
    });
    await killing.promise;
    await server.kill();
    sent = await sending;
    await server.start();
  }
  const kept = await readNumbers(server, startMs, sent);
  const lost = [...acknowledged].filter(n => !kept.text.has(n) || !kept.binary.has(n));
  assert.deepEqual(lost, [], 'none that was acknowledged is lost');
  t.diagnostic(`${acknowledged.size} of ${sent} messages acknowledged, 0 lost`);
});

/** Text and binary in turn, each number once in both, until the server is gone. Gives the last number. */
async function sendOn(
  { url, writeToken }: TestServer,
  startMs: number,
  after: number,
  onAck: (upTo: number) => void,
): Promise<number> {
  const client = await openWebSocket(url + routes.socketIn.href({}, { k: writeToken }));
  await client.next();
  client.send(encodeNames([[1, 'binary']]));
  let sent = after;
  let acknowledged = after;
  try {
    for (;;) {
      while (sent - acknowledged < PIPELINED) {
        sent++;
        const atMs = startMs + sent;
        client.send(`text ${sent} ${atMs}`);
        client.send(encodeReadings([[1, sent, atMs]], { baseMs: startMs }));
      }
      const { upTo } = await client.next();
      // The first message is the names.
      acknowledged = after + Math.floor((upTo - 1) / 2);
      onAck(acknowledged);
    }
  } catch {
    return sent; // cut off
  }
}

async function readNumbers(server: TestServer, startMs: number, count: number) {
  const cookie = (await fetch(server.setupUrl, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!;
  const read = async (query: string) => {
    const time = (startMs + count) / 1000;
    const href = routes.promqlQuery.href({}, { query: `${query}[2h]`, time });
    const answer = await (await fetch(server.url + href, { headers: { Cookie: cookie } })).json();
    const { data } = answer as { data: { result: { values: [number, string][] }[] } };
    return new Set(data.result[0]!.values.map(([, value]) => Number(value)));
  };
  return { text: await read('text'), binary: await read('binary') };
}
