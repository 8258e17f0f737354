/**
 * What viewers that take 1 kB a second cost the others: the product in a process of its own, 50 ordinary viewers of Home as browsers
 * take it, and beside them, round about, none or 20 whose sockets are full. The time is from the answer to the sender of a reading until
 * a viewer has read of it; readings are so far apart that screens are drawn at once. The usual p99 is the median of those of each
 * reading, which what else the machine does moves less.
 *
 *     npm run bench slow-viewers [-- --rounds=6]
 */
import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../app/routes.ts';
import { startServer } from '../app/testing/real-server.ts';
import { connectSlowly, type SlowSocket } from '../app/whole-path/testing/connect-slowly.ts';
import { floodHome, furnish } from '../app/whole-path/testing/pages.ts';
import { send, signIn } from '../app/whole-path/testing/visitor.ts';
import { openCrowd } from './crowd/open-crowd.ts';
import { quantile } from './history/quantile.ts';
import { printTable } from './print-table.ts';

const ROUNDS = Number(process.argv.find(arg => arg.startsWith('--rounds='))?.split('=')[1] ?? 6);
const ORDINARY = 50;
const SLOW = 20;
const BYTES_PER_SECOND = 1000;
/** More than the system holds for a connection. */
const FULL_BYTES = 6 * 1024 * 1024;
/** In each half of a round. */
const READINGS = 30;
/** A little more than the 250 ms between two drawings. */
const APART_MS = 280;

const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
const visitor = await signIn(server);
await furnish(server, visitor);
let n = 0;
const halves = [0, SLOW].map(slow => ({ slow, lagsMs: [] as (readonly number[])[], cut: 0, bytes: 0 }));
const ratios: number[] = [];
// The first round warms up. Then each half is first in every second round.
for (let round = 0; round <= ROUNDS; round++) {
  const p99 = new Map<number, number>();
  for (const half of round % 2 === 0 ? halves : halves.toReversed()) {
    const { lagsMs, cut, bytes } = await measure(half.slow);
    p99.set(half.slow, usualP99(lagsMs));
    if (round === 0) continue;
    half.lagsMs.push(...lagsMs);
    half.cut += cut;
    half.bytes += bytes;
  }
  if (round > 0) ratios.push(p99.get(SLOW)! / p99.get(0)!);
}
await server.dispose();

const [without] = halves as [(typeof halves)[number]];
printTable(
  `${ORDINARY} ordinary viewers, ${ROUNDS} rounds of ${READINGS} readings`,
  ['slow viewers', 'p50 ms', 'p99 ms', 'ratio', 'usual p99', 'ratio', 'cut off', 'B/reading'],
  halves.map(({ slow, lagsMs, cut, bytes }) => [
    String(slow),
    quantile(lagsMs.flat(), 0.5).toFixed(2),
    ...besideNone(lagsMs, all => quantile(all.flat(), 0.99)),
    ...besideNone(lagsMs, usualP99),
    String(cut),
    (bytes / ORDINARY / READINGS / ROUNDS).toFixed(0),
  ]),
);
console.log(`\nThe usual p99 with over without, round by round: ${ratios.map(ratio => ratio.toFixed(2)).join(' ')}`);

type Lags = readonly (readonly number[])[];

function usualP99(lagsMs: Lags): number {
  const each = lagsMs.map(one => quantile(one, 0.99));
  return quantile(each, 0.5);
}

function besideNone(lagsMs: Lags, figure: (lagsMs: Lags) => number): string[] {
  return [figure(lagsMs).toFixed(2), (figure(lagsMs) / figure(without.lagsMs)).toFixed(2)];
}

async function measure(slow: number) {
  const { streamPath: path } = await visitor.visit(routes.home.href());
  const cookie = `Cookie: ${visitor.cookie}`;
  const crawling = Array.from({ length: slow }, () => crawl(path, cookie));
  const witness = visitor.stream(path);
  await floodHome(server, visitor, witness, FULL_BYTES);
  witness.socket.destroy();
  const { streamPath } = await visitor.visit(routes.home.href());
  const headers = [cookie, 'Accept-Encoding: gzip, deflate, br'];
  const crowd = await openCrowd({ port: server.port, path: streamPath, headers, count: ORDINARY });
  await wait(APART_MS);
  crowd.take();
  for (let left = READINGS; left > 0; left--) {
    await crowd.expect(
      async () => void (await (await send(server, 'temperature', n++ % 40, { room: 'attic' })).text()),
    );
    await wait(APART_MS);
  }
  const { lagsMs, bytes } = crowd.take();
  const cut = slow + ORDINARY - (await readOpenStreams());
  crowd.close();
  for (const { socket } of crawling) socket.destroy();
  return { lagsMs, bytes, cut };
}

/** As the server sees it: who is cut off reads on for a long time what the system still holds for it. */
async function readOpenStreams(): Promise<number> {
  const text = await (await visitor.get(routes.metrics.href())).text();
  return [...text.matchAll(/^telltale_streams_open\{.*\} (\d+)/gm)].reduce((sum, [, open]) => sum + Number(open), 0);
}

function crawl(path: string, cookie: string): SlowSocket {
  const slow = connectSlowly({ port: server.port, bytesPerSecond: BYTES_PER_SECOND, onBytes: () => {} });
  slow.socket.write([`GET ${path} HTTP/1.1`, `Host: localhost:${server.port}`, cookie, '', ''].join('\r\n'));
  return slow;
}
