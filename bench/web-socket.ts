/**
 * Readings that one sender brings over one connection in a second, each acknowledged when it is on disk: over a web socket, and with
 * requests, in one run.
 *
 *     npm run bench web-socket
 */
import { encodeNames, encodeReadings } from '../app/ingest/socket/testing/encode-binary.ts';
import { routes } from '../app/routes.ts';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { openWebSocket } from '../app/testing/web-socket-client.ts';
import { printTable } from './print-table.ts';

const RUN_MS = 4_000;
const SERIES = 100;
/** Readings that are on their way at once where the sender does not wait. */
const PIPELINED_BYTES = 256 * 1024;
const PIPELINED_MESSAGES = 2_000;

const ENV = { TELLTALE_LOG_LEVEL: 'warn', TELLTALE_HOST_METRICS: 'off' };

/** Gives how many readings were acknowledged. */
type Way = (server: TestServer, untilMs: number) => Promise<number>;

let sent = 0;
const startMs = Date.now() - 20 * 24 * 3_600_000;
const nextMs = () => startMs + Math.floor(sent++ / SERIES);
const line = () => `bench{n="${sent % SERIES}"} ${(sent * 7919) % 1000} ${nextMs()}`;
const element = () => ({
  metric: 'bench',
  value: (sent * 7919) % 1000,
  labels: { n: `${sent % SERIES}` },
  t: nextMs(),
});
const many = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

const text = (count: number) => Buffer.from(many(count, line).join('\n'));
const binary = (count: number) =>
  encodeReadings(
    many(count, () => [sent % SERIES, (sent * 7919) % 1000, nextMs()] as const),
    { baseMs: startMs, isShort: true },
  );

const ways: readonly (readonly [name: string, way: Way])[] = [
  ['POST /in, 1 reading', post(1)],
  ['POST /in, 1 reading, 16 requests at once', post(1, 16)],
  ['POST /in, 1000 readings', post(1000)],
  ['POST /in, 1000 readings, 4 requests at once', post(1000, 4)],
  ['web socket, text, 1 reading, waiting for each', socket(text, 1, 1)],
  ['web socket, text, 1 reading a message', socket(text, 1)],
  ['web socket, text, 100 readings a message', socket(text, 100)],
  ['web socket, binary, 1 reading a message', socket(binary, 1)],
  ['web socket, binary, 1000 readings a message', socket(binary, 1000)],
];

const rows: string[][] = [];
for (const [name, way] of ways) {
  const server = await startServer({ env: ENV });
  try {
    await way(server, performance.now() + 500); // warms up
    const began = performance.now();
    const count = await way(server, began + RUN_MS);
    rows.push([name, Math.round(count / ((performance.now() - began) / 1000)).toLocaleString('en')]);
  } finally {
    await server.dispose();
  }
}
printTable('One sender', ['way', 'readings/s'], rows);

function post(count: number, parallel = 1): Way {
  return async ({ url, writeToken }, untilMs) => {
    let kept = 0;
    const headers = { Authorization: `Bearer ${writeToken}`, 'Content-Type': 'application/json' };
    const run = async () => {
      while (performance.now() < untilMs) {
        const body = JSON.stringify(many(count, element));
        const answer = await fetch(url + routes.inMany.href(), { method: 'POST', headers, body });
        const said = await answer.text();
        if (!answer.ok) throw new Error(said);
        kept += count;
      }
    };
    await Promise.all(many(parallel, run));
    return kept;
  };
}

function socket(encode: (count: number) => Buffer, count: number, maxMessages = PIPELINED_MESSAGES): Way {
  return async ({ url, writeToken }, untilMs) => {
    const client = await openWebSocket(url + routes.socketIn.href({}, { k: writeToken }));
    await client.next();
    client.send(encodeNames(many(SERIES, () => 0).map((_, n) => [n, `bench{n="${n}"}`] as const)));
    let [kept, messages, upTo] = [0, 1, 0];
    while (performance.now() < untilMs || upTo < messages) {
      while (
        performance.now() < untilMs &&
        messages - upTo < maxMessages &&
        client.socket.bufferedAmount < PIPELINED_BYTES
      ) {
        const message = encode(count);
        client.socket.send(message, { binary: encode === binary });
        messages++;
      }
      const ack = await client.next();
      if (ack.type !== 'ack' || ack.refused > 0) throw new Error(JSON.stringify(ack).slice(0, 500));
      [kept, upTo] = [kept + ack.accepted, ack.upTo];
    }
    client.socket.close();
    await client.closed;
    return kept;
  };
}
