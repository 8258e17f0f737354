/**
 * What a live page costs on the wire, plain and compressed once for all: the product in a process of its own, a dashboard of ten
 * panels and twenty series at 1 Hz, no readings that repeat. `npm run bench compress-once`; about two minutes.
 *
 * Bytes are those of one viewer after its page was drawn, while a newcomer joins each second and leaves after ten. CPU is the share of
 * one core that the server takes with so many viewers; what drawing takes is in the row without any.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from '../app/testing/real-server.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { type CountingViewer, openViewer } from './compress-once/counting-viewer.ts';
import { tryEncoders } from './compress-once/encoders.ts';
import { makeTenPanels } from './compress-once/ten-panels.ts';
import { printTable } from './print-table.ts';
import { residentBytes } from './resident-bytes.ts';

const WIRE_MS = 34_000; // a block of each chart settles in it
const STAY_MS = 10_000;
const CPU_MS = 15_000;
const VIEWERS = 500;
const LIMITS = {
  TELLTALE_MAX_STREAMS: '2000',
  TELLTALE_MAX_STREAMS_PER_USER: '2000',
  TELLTALE_MAX_STREAMS_PER_ADDRESS: '2000',
};

const server = await startServer({ env: LIMITS });
const visitor = await signIn(server);
const board = await makeTenPanels(server, visitor);
const sending = setInterval(() => void board.send(), 1000);
const open = async (coding: string) => {
  const { streamPath } = await visitor.visit(board.path);
  return openViewer(server.url, streamPath, visitor.cookie, coding);
};

await measureWire();
await measureCpu();
await measureEncoders();
clearInterval(sending);
await server.dispose();

async function measureWire(): Promise<void> {
  const rows: string[][] = [];
  for (const withNewcomers of [false, true]) {
    using plain = await open('identity');
    using gzip = await open('gzip');
    const steady = [plain, gzip];
    const [startMs, startBytes] = [performance.now(), steady.map(({ bytes }) => bytes)];
    const newcomers: Promise<number>[] = [];
    while (performance.now() - startMs < WIRE_MS) {
      if (withNewcomers) newcomers.push(stayAWhile());
      await wait(1000);
    }
    const seconds = (performance.now() - startMs) / 1000;
    const rates = steady.map(({ bytes }, at) => ((bytes - startBytes[at]!) / seconds).toFixed(0));
    const theirs = await Promise.all(newcomers);
    const mean = theirs.reduce((sum, rate) => sum + rate, 0) / theirs.length;
    rows.push([withNewcomers ? 'one a second' : 'none', ...rates, withNewcomers ? mean.toFixed(0) : '']);
  }
  printTable('Bytes a second', ['newcomers', 'plain', 'gzip', 'a newcomer with gzip, first 10 s'], rows);
}

async function stayAWhile(): Promise<number> {
  using viewer = await open('gzip');
  await wait(STAY_MS);
  return viewer.bytes / (STAY_MS / 1000);
}

async function measureCpu(): Promise<void> {
  const rows: string[][] = [];
  for (const [viewers, coding] of [
    [1, 'identity'],
    [1, 'gzip'],
    [VIEWERS, 'identity'],
    [VIEWERS, 'gzip'],
  ] as const) {
    const { streamPath } = await visitor.visit(board.path);
    const all: CountingViewer[] = [];
    for (let at = 0; at < viewers; at++) all.push(await openViewer(server.url, streamPath, visitor.cookie, coding));
    await wait(3000);
    const before = cpuMs();
    await wait(CPU_MS);
    const share = (100 * (cpuMs() - before)) / CPU_MS;
    for (const viewer of all) viewer[Symbol.dispose]();
    rows.push([`${viewers} ${coding}`, `${share.toFixed(1)} %`, (residentBytes(server.pid) / 1e6).toFixed(0)]);
  }
  printTable('CPU of the server', ['viewers', 'share of a core', 'RSS MB'], rows);
}

/** All threads of the server, in steps of 10 ms. */
function cpuMs(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measureEncoders(): Promise<void> {
  const { streamPath } = await visitor.visit(board.path);
  using client = visitor.stream(streamPath);
  await client.until(() => client.events.length > 20);
  const frames = client.events.slice(1).map(({ id, data }) => Buffer.from(`id: ${id}\ndata: ${data}\n\n`));
  const plain = frames.reduce((sum, { byteLength }) => sum + byteLength, 0) / frames.length;
  const rows = (await tryEncoders(frames)).map(({ name, sizes, cpuMs, longestMs }) => [
    name,
    (sizes.slice(1).reduce((sum, size) => sum + size, 0) / (sizes.length - 1)).toFixed(0),
    ((1000 * cpuMs) / frames.length).toFixed(0),
    longestMs.toFixed(2),
  ]);
  printTable(
    `Frames of ${plain.toFixed(0)} bytes`,
    ['way', 'bytes a frame', 'CPU µs a frame', 'longest stop ms'],
    rows,
  );
}
