/**
 * A crowd before one dashboard: ten panels and twenty series at 1 Hz, 5000 signed-in viewers, each over a connection of its own, as
 * browsers take it (gzip) and plain. The product in a process of its own on one core, viewers and sender on the other.
 *
 *     npm run bench crowd [-- --viewers=5000 --seconds=20 --coding=gzip,identity]
 *
 * CPU is that of all threads of the server, as a share of one core; the row without viewers holds what drawing and keeping take,
 * for one who looks. The time to a socket is from the answer to the sender until the viewer has read it, so our own reading is in it;
 * the usual p99 is the median of those of each second, which what else the machine does moves less.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../app/testing/real-server.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { makeTenPanels } from './compress-once/ten-panels.ts';
import { type Heard, openCrowd } from './crowd/open-crowd.ts';
import { residentBytes } from './fanout/resident-bytes.ts';
import { findNoPinning, pinned, unpin } from './history/pin.ts';
import { cpuSeconds } from './history/process-cost.ts';
import { quantile } from './history/quantile.ts';
import { printTable } from './print-table.ts';

const textOf = (name: string) => process.argv.find(arg => arg.startsWith(`--${name}=`))?.split('=')[1];
const VIEWERS = Number(textOf('viewers') ?? 5000);
const SECONDS = Number(textOf('seconds') ?? 20);
const CODINGS = (textOf('coding') ?? 'gzip,identity').split(',');
/** Compiling, and the first frames, which newcomers share with few. */
const WARM_SECONDS = 10;
const BROWSERS = 'gzip, deflate, br, zstd';
const LIMITS = ['', '_PER_USER', '_PER_ADDRESS'].map(name => [`TELLTALE_MAX_STREAMS${name}`, '20000']);

const noPinning = findNoPinning();
const cores = noPinning === undefined ? 1 : 2;
if (noPinning !== undefined) console.log(noPinning);
const rows: string[][] = [];
for (const coding of CODINGS) await measure(coding);
unpin(cores);
printTable(
  `${SECONDS} s of a dashboard of ten panels at 1 Hz`,
  ['viewers', 'CPU', 'p50 ms', 'p99 ms', 'usual p99', 'missed', 'B/viewer/s', 'kB/viewer'],
  rows,
);

async function measure(coding: string): Promise<void> {
  const env = { ...Object.fromEntries(LIMITS), TELLTALE_HOST_METRICS: 'off' };
  const server = await pinned(cores, () => startServer({ env }));
  try {
    const visitor = await signIn(server);
    const board = await makeTenPanels(server, visitor);
    let alone = 0;
    for (const count of [1, VIEWERS]) {
      const { streamPath: path } = await visitor.visit(board.path);
      const headers = [`Cookie: ${visitor.cookie}`, `Accept-Encoding: ${coding === 'gzip' ? BROWSERS : coding}`];
      const crowd = await openCrowd({ port: server.port, path, headers, count });
      await send(WARM_SECONDS);
      crowd.take();
      const cpuBefore = cpuSeconds(server.pid);
      const startMs = performance.now();
      await send(SECONDS);
      const seconds = (performance.now() - startMs) / 1000;
      const cpu = (cpuSeconds(server.pid) - cpuBefore) / seconds;
      const memory = residentBytes(server.pid);
      if (count === 1) alone = memory;
      rows.push([`${count} ${coding}`, ...rowOf(crowd.take(), count, cpu, seconds), perViewer(memory - alone, count)]);
      crowd.close();

      async function send(times: number) {
        for (let at = 0; at < times; at++) {
          const dueMs = performance.now() + 1000;
          await crowd.expect(board.send);
          await wait(dueMs - performance.now());
        }
      }
    }
  } finally {
    await server.dispose();
  }
}

function rowOf({ bytes, lagsMs, missed }: Heard, count: number, cpu: number, seconds: number): string[] {
  return [
    `${(100 * cpu).toFixed(1)} %`,
    ...[0.5, 0.99].map(part => quantile(lagsMs.flat(), part).toFixed(1)),
    quantile(
      lagsMs.map(one => quantile(one, 0.99)),
      0.5,
    ).toFixed(1),
    String(missed),
    (bytes / count / seconds).toFixed(0),
  ];
}

function perViewer(bytes: number, count: number): string {
  return count === 1 ? '' : (bytes / 1024 / count).toFixed(1);
}
