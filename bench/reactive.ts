/**
 * What an event costs with many subscribers, `npm run bench reactive`; a minute. A queue per subscriber, Node's `events.on`, RxJS,
 * Effect and our stream, each read in its quickest way, one after the other in the same process.
 *
 * First table: live readers, of whom a tenth is slow and one is stalled. `emit` is the time inside the publisher's calls, the median of
 * its bursts; `all` the CPU time of an event until everybody live has it; `p99` the time from emit to reader, which the turns
 * between bursts rule; `heap` what is held afterwards. Second table: nobody reads at all, so that only what the stalled cost is seen.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { collectGarbage } from '../app/stream/testing/collect-garbage.ts';
import { CAPACITY, type FanOut, fanOuts, type Message, OURS } from './fan-outs.ts';
import { printTable } from './print-table.ts';

/** Subscribers and how many events they get: more of both would take minutes. */
const LOADS = [
  { subscribers: 1, events: 20_000 },
  { subscribers: 100, events: 5_000 },
  { subscribers: 1_000, events: 1_000 },
  { subscribers: 5_000, events: 300 },
];
/** Events that arrive together, as the changes of one commit do. */
const BURST = 10;
/** A slow subscriber takes one item in so many bursts. */
const SLOWNESS_BURSTS = 20;
const STALLED = [1, 100, 1_000, 10_000];
const STALLED_EVENTS = 2 * CAPACITY;

interface Figures {
  readonly emitUs: number;
  readonly allUs: number;
  readonly p99Ms: number;
  readonly heapBytes: number;
}

const allRows: string[][] = [];
for (const { subscribers, events } of LOADS) {
  const figures = new Map<string, Figures>();
  for (const [name, create] of Object.entries(fanOuts)) {
    await measureLive(create(), subscribers, events / 10); // Compiles.
    figures.set(name, await measureLive(create(), subscribers, events));
  }
  for (const [name, one] of figures) allRows.push(toRow(`${subscribers}`, name, one, figures.get(OURS)!));
}
printTable(
  `${LOADS.map(load => load.subscribers).join(', ')} subscribers, a tenth slow, one stalled`,
  ['stream', 'subscribers', 'emit µs', 'all µs', 'emits/s', 'cost / ours', 'p99 ms', 'heap KiB'],
  allRows,
);

const stalledRows: string[][] = [];
for (const [name, create] of Object.entries(fanOuts)) {
  await measureStalled(create(), STALLED[1]!);
  const figures: { emitUs: number; heapBytes: number }[] = [];
  for (const stalled of STALLED) figures.push(await measureStalled(create(), stalled));
  const [first, last] = [figures[0]!, figures.at(-1)!];
  const growth = (last.heapBytes - first.heapBytes) / (STALLED.at(-1)! - STALLED[0]!);
  stalledRows.push([
    name,
    ...figures.map(({ emitUs }) => emitUs.toFixed(2)),
    (last.emitUs / first.emitUs).toFixed(1),
    growth.toFixed(0),
  ]);
}
printTable(
  `Nobody reads: µs per emit by the number of stalled subscribers, and what each of them costs after ${STALLED_EVENTS} events`,
  ['stream', ...STALLED.map(String), `${STALLED.at(-1)} / ${STALLED[0]}`, 'bytes each'],
  stalledRows,
);
process.exit(); // Readers of some libraries wait on.

async function measureLive(fanOut: FanOut, subscribers: number, events: number): Promise<Figures> {
  const before = await heapBytes();
  const delaysMs = new Float64Array(events * subscribers);
  let delivered = 0;
  fanOut.takeSlowly();
  const takes = Array.from({ length: Math.floor(subscribers / 10) }, () => fanOut.takeSlowly());
  for (let i = takes.length; i < subscribers; i++) {
    fanOut.follow(({ atMs }) => {
      delaysMs[delivered++] = performance.now() - atMs;
    });
  }
  await turn();

  const burstsUs: number[] = [];
  const start = process.cpuUsage();
  for (let burst = 0; burst < events / BURST; burst++) {
    burstsUs.push(publishBurst(fanOut));
    if (burst % SLOWNESS_BURSTS === 0) for (const take of takes) take();
    await turn();
  }
  const { user, system } = process.cpuUsage(start);
  await turn();
  const heap = (await heapBytes()) - before;
  fanOut.close();
  return {
    emitUs: median(burstsUs) / BURST,
    allUs: (user + system) / events,
    p99Ms: delaysMs.subarray(0, delivered).sort()[Math.floor(delivered * 0.99)]!,
    heapBytes: heap,
  };
}

async function measureStalled(fanOut: FanOut, stalled: number) {
  const before = await heapBytes();
  const takes = Array.from({ length: stalled }, () => fanOut.takeSlowly());
  const burstsUs: number[] = [];
  for (let burst = 0; burst < STALLED_EVENTS / BURST; burst++) {
    burstsUs.push(publishBurst(fanOut));
    await turn();
  }
  const heap = (await heapBytes()) - before;
  if (takes.length !== stalled) throw new Error('held to the end, so that nobody is collected early');
  fanOut.close();
  return { emitUs: median(burstsUs) / BURST, heapBytes: heap };
}

function publishBurst(fanOut: FanOut): number {
  const text = 'x'.padEnd(200, '.');
  const messages: Message[] = Array.from({ length: BURST }, () => ({ atMs: performance.now(), text }));
  const start = performance.now();
  for (const message of messages) fanOut.publish(message);
  return (performance.now() - start) * 1000;
}

function toRow(subscribers: string, name: string, one: Figures, ours: Figures): string[] {
  return [
    name,
    subscribers,
    one.emitUs.toFixed(2),
    one.allUs.toFixed(1),
    Math.round(1e6 / one.allUs).toLocaleString('en'),
    (one.allUs / ours.allUs).toFixed(1),
    one.p99Ms.toFixed(2),
    Math.round(one.heapBytes / 1024).toLocaleString('en'),
  ];
}

async function heapBytes(): Promise<number> {
  for (let turns = 0; turns < 20; turns++) await turn(); // What was closed ends.
  await collectGarbage();
  return process.memoryUsage().heapUsed;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
