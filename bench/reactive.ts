import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createReactiveStream, type ReactiveStream, type Subscription } from '../app/stream/reactive.ts';
import { createQueuePerSubscriber } from './naive/reactive.ts';

/**
 * What an event costs with many subscribers: our stream against an array per subscriber. One subscriber is stalled and a
 * tenth is slow. `npx tsx bench/reactive.ts`; a minute. Times are CPU time, so
 * that a busy machine disturbs them less; read them as ratios.
 */
const SUBSCRIBERS = [1, 100, 1_000, 5_000];
const EVENTS = 4_000;
/** Events that arrive together, as the changes of one commit do. */
const BURST = 10;
/** A slow subscriber takes one item in so many bursts. */
const SLOWNESS_BURSTS = 20;
const CAPACITY = 256;

interface Message {
  readonly atMs: number;
  readonly text: string;
}

const candidates: Record<string, () => ReactiveStream<Message>> = {
  'queue per subscriber': () => createQueuePerSubscriber({ capacity: CAPACITY }),
  'one ring (ours)': () => createReactiveStream({ capacity: CAPACITY }),
};

const rows: Record<string, string | number>[] = [];
for (const subscribers of SUBSCRIBERS) {
  for (const [name, create] of Object.entries(candidates)) {
    await measure(create(), subscribers); // The first run compiles.
    rows.push({ subscribers, stream: name, ...(await measure(create(), subscribers)) });
  }
}
console.table(rows);

async function measure(stream: ReactiveStream<Message>, subscribers: number) {
  const heapBefore = heapBytes();
  const stalled = stream.subscribe();
  const slow = Array.from({ length: Math.floor(subscribers / 10) }, () => stream.subscribe());
  const delaysMs: number[] = [];
  for (let i = slow.length; i < subscribers; i++) void readLive(stream.subscribe(), delaysMs);
  await turn();

  let emitUs = 0;
  const start = process.cpuUsage();
  for (let burst = 0; burst < EVENTS / BURST; burst++) {
    emitUs += emitBurst(stream);
    if (burst % SLOWNESS_BURSTS === 0) for (const subscription of slow) void subscription.next();
    await turn();
  }
  const totalUs = cpuUs(start);
  const heldKib = (heapBytes() - heapBefore - delaysMs.length * 8) / 1024;
  stream.close();
  return {
    'emit µs': round(emitUs / EVENTS),
    'emit and deliver µs': round(totalUs / EVENTS),
    'delivery p99 ms': round(delaysMs.toSorted((a, b) => a - b)[Math.floor(delaysMs.length * 0.99)] ?? 0),
    'heap held KiB': Math.round(heldKib),
    'stalled behind': stalled.lag,
  };
}

function emitBurst(stream: ReactiveStream<Message>): number {
  const start = process.cpuUsage();
  for (let i = 0; i < BURST; i++) stream.emit({ atMs: performance.now(), text: `${stream.head}`.padEnd(200, '.') });
  return cpuUs(start);
}

function cpuUs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

/** Every reader notes the delay of the last event of a batch. */
async function readLive(subscription: Subscription<Message>, delaysMs: number[]): Promise<void> {
  for (let batch = await subscription.nextBatch(); batch.length > 0; batch = await subscription.nextBatch()) {
    const last = batch.at(-1);
    if (last?.kind === 'event' && delaysMs.length < 100_000) delaysMs.push(performance.now() - last.value.atMs);
  }
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  for (let i = 0; i < 3; i++) collect();
  return process.memoryUsage().heapUsed;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
