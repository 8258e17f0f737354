/**
 * The stream buffer beside a naive one (linear memory, a queue of copies for every reader) and beside better-sse, the best
 * known peer, in the same run. `node --import ./load-typescript.js bench/stream-buffer.ts`
 *
 * All of them write through Node's own HTTP/1 server to connections in memory, which take what they get: system and network,
 * the same for all, would hide the difference. Ours and the naive one encode an event once and are written out by the same
 * pump; better-sse encodes it for every session. Rates are delivered payload per second of CPU time of the whole process,
 * so that a busy machine disturbs them less. "allocated" is memory taken, on the heap and outside of it, per delivered byte.
 */
import { type Cursor, createStreamBuffer, type StreamBuffer, type StreamBufferOptions } from '../app/stream/buffer.ts';
import { createNaiveBuffer } from './naive/buffer.ts';
import { createNaiveRing } from './naive/ring.ts';
import { printTable } from './print-table.ts';
import { type Broadcast, type CreateBroadcast, contenders, SIZES } from './stream-buffer/contenders.ts';
import { heldBytes, measureTurns } from './stream-buffer/measure.ts';
import { type MemoryClient, openMemoryClients, type Pace } from './stream-buffer/memory-client.ts';
import { countWrong } from './stream-buffer/paused-client.ts';
import { roads } from './stream-buffer/roads.ts';
import { naiveAlone, oursAlone, type RoadAlone } from './stream-buffer/roads-alone.ts';

const READERS = [1, 100, 1000];
const FRAME_BYTES = [64, 1024, 65_536];
/** CPU time of a round; three of them make a cell. */
const BUDGET_US = 100_000;
/** What arrives in one turn of the event loop, as the changes of one commit do. */
const BURST_FRAMES = 16;
const BURST_BYTES = 65_536;
/** A slow client takes what it was given once in so many turns. */
const SLOWNESS_TURNS = 20;

await printDelivery();
await printBufferAlone();
await printRoads();
await printStalled();
await printPaused();

async function printDelivery(): Promise<void> {
  const rows: string[][] = [];
  for (const frameBytes of FRAME_BYTES) {
    for (const readers of READERS) rows.push(await compareDelivery(readers, frameBytes));
  }
  const names = Object.keys(contenders);
  const ratios = names.slice(1).map(name => `against ${name}`);
  const figures = ['MB/s', 'allocated', 'p99 ms'].flatMap(figure => names.map(name => `${name} ${figure}`));
  printTable('Delivered to live clients', ['frame B x readers', ...figures, ...ratios], rows);
}

async function compareDelivery(readers: number, frameBytes: number): Promise<string[]> {
  const costs = [];
  for (const create of Object.values(contenders)) costs.push(await deliver(create, readers, frameBytes));
  const [ours, ...others] = costs;
  return [
    `${frameBytes} x ${readers}`,
    ...costs.map(({ rate }) => rate.toFixed(0)),
    ...costs.map(({ allocated }) => allocated.toFixed(2)),
    ...costs.map(({ turnP99Ms }) => turnP99Ms.toFixed(1)),
    ...others.map(({ rate }) => times(ours!.rate, rate)),
  ];
}

async function deliver(create: CreateBroadcast, readers: number, frameBytes: number) {
  const broadcast = await create(await openMemoryClients(Array.from({ length: readers }, (): Pace => 'live')));
  const text = 'x'.repeat(frameBytes);
  const frames = Math.min(BURST_FRAMES, BURST_BYTES / frameBytes);
  const cost = await measureTurns(BUDGET_US, () => publish(broadcast, text, frames));
  await broadcast.end();
  const bytes = cost.turns * frames * frameBytes * readers;
  return { rate: bytes / cost.cpuUs, allocated: cost.allocatedBytes / bytes, turnP99Ms: cost.turnP99Ms };
}

function publish({ publish }: Broadcast, text: string, frames: number): void {
  for (let index = 0; index < frames; index++) publish(text);
}

/** Without encoding, server and connections: what the technique itself costs. */
async function printBufferAlone(): Promise<void> {
  const rows: string[][] = [];
  for (const frameBytes of FRAME_BYTES) {
    const ours = await readAlone(createStreamBuffer, frameBytes);
    const naive = await readAlone(createNaiveBuffer, frameBytes);
    rows.push([`${frameBytes}`, ours.toFixed(1), naive.toFixed(1), times(naive, ours)]);
  }
  printTable('The buffer alone, 1000 readers: µs per frame', ['frame B', 'ours', 'naive', 'less'], rows);
}

async function readAlone(create: (options: StreamBufferOptions) => StreamBuffer, frameBytes: number): Promise<number> {
  const buffer = create(SIZES);
  const cursors = Array.from({ length: 1000 }, () => buffer.cursor());
  const frame = new Uint8Array(frameBytes);
  const frames = Math.min(BURST_FRAMES, BURST_BYTES / frameBytes);
  const { cpuUs, turns } = await measureTurns(BUDGET_US, () => {
    for (let index = 0; index < frames; index++) buffer.append(frame);
    cursors.forEach(drain);
  });
  return cpuUs / turns / frames;
}

function drain(cursor: Cursor): void {
  for (let result = cursor.read(); result.kind === 'data'; result = cursor.read()) result.lease.release();
}

async function printRoads(): Promise<void> {
  const rows: string[][] = [];
  for (const bytes of FRAME_BYTES.slice(0, 2)) {
    const alone = [await travelAlone(oursAlone, bytes), await travelAlone(naiveAlone, bytes)] as const;
    const served = [await travel(roads.ours, bytes), await travel(roads.naive, bytes)] as const;
    const cells = [alone, served].flatMap(([ours, naive]) => [ours.toFixed(0), naive.toFixed(0), times(naive, ours)]);
    rows.push([`${bytes}`, ...cells]);
  }
  const title = 'Reactive stream and stream buffer together, 1000 readers, 10 % slow, 1 stalled: µs per event';
  const columns = ['alone', 'through HTTP'].flatMap(where => [`ours ${where}`, `naive ${where}`, 'less']);
  printTable(title, ['event B', ...columns], rows);
}

async function travelAlone(create: (readers: number) => RoadAlone, eventBytes: number): Promise<number> {
  const road = create(1000);
  const text = 'x'.repeat(eventBytes);
  let turn = 0;
  const { cpuUs, turns } = await measureTurns(BUDGET_US, () => {
    for (let index = 0; index < BURST_FRAMES; index++) road.publish(text);
    if (turn++ % SLOWNESS_TURNS === 0) road.takeOn();
  });
  return cpuUs / turns / BURST_FRAMES;
}

async function travel(create: CreateBroadcast, eventBytes: number): Promise<number> {
  const clients = await openMixedClients(1000, 1);
  const broadcast = await create(clients);
  const text = 'x'.repeat(eventBytes);
  let turn = 0;
  const { cpuUs, turns } = await measureTurns(BUDGET_US, () => {
    publish(broadcast, text, BURST_FRAMES);
    if (turn++ % SLOWNESS_TURNS === 0) for (const { socket } of clients) socket.takeOn();
  });
  await broadcast.end();
  return cpuUs / turns / BURST_FRAMES;
}

/** A tenth is slow. Those that stall do so one after the other, so that each of them looks at another place in the log. */
async function openMixedClients(readers: number, stalled: number): Promise<readonly MemoryClient[]> {
  const paces = Array.from({ length: readers }, (_, index): Pace => {
    if (index < stalled) return { stallsAfterBytes: index * 20_000 };
    return index % 10 === 9 ? 'slow' : 'live';
  });
  return await openMemoryClients(paces);
}

async function printStalled(): Promise<void> {
  const rows: string[][] = [];
  for (const stalled of [1, 10, 100]) {
    const most = [];
    for (const create of [roads.ours, roads.naive, contenders.naive, contenders['better-sse']]) {
      most.push(await mostHeld(create, stalled));
    }
    rows.push([`${stalled}`, ...most.map(bytes => (bytes / (1 << 20)).toFixed(1))]);
  }
  const columns = ['stalled', 'ours', 'queue each', 'copies each', 'better-sse'];
  printTable('Most memory held over 2000 events of 1 KiB, 200 readers, 10 % slow: MiB', columns, rows);
}

async function mostHeld(create: CreateBroadcast, stalled: number): Promise<number> {
  const clients = await openMixedClients(200, stalled);
  const broadcast = await create(clients);
  const before = heldBytes();
  let most = 0;
  for (let turn = 1; turn <= 125; turn++) {
    publish(broadcast, 'x'.repeat(1024), BURST_FRAMES);
    await new Promise(setImmediate);
    if (turn % SLOWNESS_TURNS === 0) for (const { socket } of clients) socket.takeOn();
    if (turn % 60 === 0) most = Math.max(most, heldBytes() - before);
  }
  await broadcast.end();
  // Connections of this run must not count as held before the next one.
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  return most;
}

async function printPaused(): Promise<void> {
  const rows: string[][] = [];
  for (const [name, create] of Object.entries({ ours: createStreamBuffer, 'naive ring': createNaiveRing })) {
    const { frames, corrupt, misplaced } = await countWrong(create);
    rows.push([name, `${frames}`, `${corrupt}`, `${misplaced}`]);
  }
  printTable(
    'A client on a real socket, lapped 20 times while it paused',
    ['', 'frames', 'corrupt', 'in the wrong place'],
    rows,
  );
}

function times(more: number, less: number): string {
  return `${(more / less).toFixed(1)}x`;
}
