/**
 * `npm run soak -- --minutes 240`: the product under everything that happens to a server, for as long as one likes; then
 * quiet, and the question what is left. Streams that end in every way, viewers that take nothing, good and failing writes,
 * floods of new series. Ends with 1 when something is left.
 *
 * `npm run soak -- --tv`: a page of 30 panels in a real browser that is never loaded anew (`--updates 200000`).
 */
import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dataFiles } from '../app/start/data-files.ts';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { type OwnNumbers, readOwnNumbers } from '../app/whole-path/testing/own-numbers.ts';
import { floodHome, furnish, PAGES } from '../app/whole-path/testing/pages.ts';
import { createTroublemaker } from '../app/whole-path/testing/troublemaker.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { startWriters } from '../app/whole-path/testing/writers.ts';
import { printTable } from './print-table.ts';
import { soakTv } from './soak-tv.ts';

/** A screen that nobody looks at is kept for half a minute, and some more until it was counted. */
const QUIET_MS = 45_000;
const SAMPLE_MS = 2_000;
const ROW_MS = 60_000;
const TROUBLEMAKERS = 8;
const WRITERS = 4;
const FLOOD_BYTES = 1024 * 1024;
const FLOOD_EVERY_MS = 20_000;
/** Series that are new stay known. */
const HEAP_SLACK = 1.5;
/** 4000 pages of 8 kB of history.db, 1000 of 4 kB of each of the others, and what one commit adds. */
const MOST_LOG_BYTES = 48e6;

type Sample = OwnNumbers & { readonly logBytes: number };

const FIGURES = [
  ['heap MB', 'telltale_heap_used_bytes', 1e6],
  ['memory MB', 'telltale_resident_memory_bytes', 1e6],
  ['files', 'telltale_open_files', 1],
  ['streams', 'telltale_streams_open', 1],
  ['screens', 'telltale_screens_open', 1],
  ['leases', 'telltale_stream_leases', 1],
  ['kept MB', 'telltale_stream_memory_bytes', 1e6],
  ['subscribers', 'telltale_subscribers', 1],
  ['logs MB', 'logBytes', 1e6],
] as const;
/** What must be exactly as it was. */
const COUNTS = [
  'telltale_streams_open',
  'telltale_screens_open',
  'telltale_stream_leases',
  'telltale_stream_memory_bytes',
  'telltale_subscribers',
] as const;
/** Files and sockets; a connection of ours that is kept alive counts at one time and not at another. */
const FILES_SLACK = 2;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    tv: { type: 'boolean', default: false },
    updates: { type: 'string', default: '200000' },
  },
});
if (values.tv) process.exit((await soakTv(Number(values.updates))) ? 0 : 1);
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes takes a number above 0.');

const server = await startServer({
  env: { TELLTALE_MAX_STREAMS_PER_ADDRESS: '1000', TELLTALE_MAX_STREAMS_PER_USER: '1000', TELLTALE_LOG_LEVEL: 'warn' },
});
const visitor = await signIn(server);
await furnish(server, visitor);
const rows: string[][] = [];

await load(30_000); // until everything was used once
const before = await restAndSample('before');
await load(minutes * 60_000);
const after = await restAndSample('after');
printTable(`${minutes} minutes of load between two quiet times`, ['when', ...FIGURES.map(([name]) => name)], rows);
const left = findLeft(before, after);
for (const text of left) console.log(text);
if (left.length === 0) console.log('\nNothing is left.');
const complaints = server.output.match(/^.* (?:error|fatal) .*$/gm) ?? [];
for (const line of complaints.slice(0, 20)) console.log(line);
process.exitCode = left.length > 0 || (await server.stop()) !== 0 ? 1 : 0;
await server.dispose();

async function load(forMs: number): Promise<void> {
  const endMs = performance.now() + forMs;
  const isOver = () => performance.now() >= endMs;
  const troublemaker = createTroublemaker(server, visitor);
  const writers = startWriters(server, WRITERS);
  const trouble = async () => {
    while (!isOver()) await troublemaker.doSomething(randomInt(1e9));
  };
  const floods = async () => {
    const [path] = PAGES.Home;
    while (!isOver()) {
      const { streamPath } = await visitor.visit(path);
      using witness = visitor.stream(streamPath);
      using stalled = visitor.stream(streamPath);
      await stalled.until(() => stalled.bytes > 0);
      stalled.socket.pause();
      await floodHome(server, visitor, witness, FLOOD_BYTES);
      await wait(Math.min(FLOOD_EVERY_MS, Math.max(0, endMs - performance.now())));
    }
  };
  const table = async () => {
    while (!isOver()) {
      await wait(Math.min(ROW_MS, Math.max(0, endMs - performance.now())));
      addRow(`${Math.round(performance.now() / 1000)} s`, await sample());
    }
  };
  await Promise.all([floods(), table(), ...Array.from({ length: TROUBLEMAKERS }, trouble)]);
  writers.stop();
  await writers.ended;
}

/** The lowest of each number while nobody asks for anything else. */
async function restAndSample(name: string): Promise<Sample> {
  await wait(QUIET_MS);
  let lowest = await sample();
  for (let taken = 0; taken < 10; taken++) {
    await wait(SAMPLE_MS);
    const next = await sample();
    lowest = Object.fromEntries(
      Object.entries(next).map(([key, value]) => [key, Math.min(value, lowest[key] ?? value)]),
    ) as Sample;
  }
  addRow(name, lowest);
  return lowest;
}

function findLeft(before: Sample, after: Sample): string[] {
  const left = COUNTS.filter(name => (after[name] ?? 0) > (before[name] ?? 0)).map(
    name => `${name}: ${before[name]} before, ${after[name]} after`,
  );
  const [heapBefore, heapAfter] = [before, after].map(one => one.telltale_heap_used_bytes ?? 0) as [number, number];
  if (heapAfter > heapBefore * HEAP_SLACK) left.push(`heap: ${heapBefore} bytes before, ${heapAfter} after`);
  const [filesBefore, filesAfter] = [before, after].map(one => one.telltale_open_files ?? 0) as [number, number];
  if (filesAfter > filesBefore + FILES_SLACK) left.push(`open files: ${filesBefore} before, ${filesAfter} after`);
  if (after.logBytes > MOST_LOG_BYTES) left.push(`logs of the databases: ${after.logBytes} bytes`);
  return left;
}

async function sample(): Promise<Sample> {
  return { ...(await readOwnNumbers(visitor)), logBytes: logBytes(server) } as Sample;
}

function logBytes({ dataDir }: TestServer): number {
  const { state, history, logs } = dataFiles(dataDir);
  const sizes = [state, history, logs].map(file => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function addRow(name: string, one: Sample): void {
  const row = [
    name,
    ...FIGURES.map(([, field, divisor]) => ((one[field] ?? 0) / divisor).toFixed(divisor > 1 ? 1 : 0)),
  ];
  rows.push(row);
  console.log(row.join('  '));
}
