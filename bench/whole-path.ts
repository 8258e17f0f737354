/**
 * What viewers that take nothing cost the others: the product in a process of its own, a writer that never rests, ten live
 * viewers of Home, and beside them none, 1 or 20 whose sockets are full. A delivery is counted from the answer to the
 * sender until a live viewer has the number; up to 250 ms of it are the screen's own pace. Ratios are to the row without.
 *
 *     npm run bench whole-path
 */
import { routes } from '../app/routes.ts';
import { startServer } from '../app/testing/real-server.ts';
import { readOwnNumbers } from '../app/whole-path/testing/own-numbers.ts';
import { floodHome, furnish } from '../app/whole-path/testing/pages.ts';
import type { SseClient } from '../app/whole-path/testing/sse-client.ts';
import { send, signIn } from '../app/whole-path/testing/visitor.ts';
import { printTable } from './print-table.ts';

const STALLED = [0, 1, 20];
const LIVE = 10;
const TURNS = 2;
/** In each turn. */
const PROBES = 12;
const FULL_BYTES = 5 * 1024 * 1024;
/** Numbers of as many digits, so that they are written as they are. */
const FIRST_VALUE = 100;

interface Measure {
  readonly stalled: number;
  readonly writeMs: number[];
  readonly deliveryMs: number[];
  memoryBytes: number;
  keptBytes: number;
}

const server = await startServer();
const visitor = await signIn(server);
await furnish(server, visitor);
const { streamPath } = await visitor.visit(routes.home.href());
const open = () => visitor.stream(streamPath);
const live = Array.from({ length: LIVE }, open);
let value = FIRST_VALUE;
let probes = 0;
const measures: Measure[] = STALLED.map(stalled => ({
  stalled,
  writeMs: [],
  deliveryMs: [],
  memoryBytes: 0,
  keptBytes: 0,
}));
// In turns, so that what else the machine does meets all of them alike; the first turn warms up.
for (let turn = 0; turn <= TURNS; turn++) for (const one of measures) await measure(one, turn === 0);
await server.dispose();

const [without] = measures as [Measure];
printTable(
  `${LIVE} live viewers, ${TURNS * PROBES} probes, a writer without rest`,
  ['stalled', 'write p50', 'p99 ms', 'ratio', 'delivery p50', 'p99 ms', 'ratio', 'RSS MB', 'kept MB'],
  measures.map(one => [
    String(one.stalled),
    ...latencies(one.writeMs, without.writeMs),
    ...latencies(one.deliveryMs, without.deliveryMs),
    (one.memoryBytes / 1e6).toFixed(0),
    (one.keptBytes / 1e6).toFixed(1),
  ]),
);

async function measure(one: Measure, isWarmUp: boolean): Promise<void> {
  const stalled = Array.from({ length: one.stalled }, open);
  for (const client of stalled) {
    await client.until(() => client.bytes > 0);
    client.socket.pause();
  }
  await floodHome(server, visitor, live[0]!, FULL_BYTES);
  const writing = startWriting();
  const deliveryMs = await probe();
  const writeMs = await writing.stop();
  const numbers = await readOwnNumbers(visitor);
  for (const client of stalled) client.socket.destroy();
  if (isWarmUp) return;
  one.writeMs.push(...writeMs);
  one.deliveryMs.push(...deliveryMs);
  one.memoryBytes = Math.max(one.memoryBytes, numbers.telltale_resident_memory_bytes!);
  one.keptBytes = Math.max(one.keptBytes, numbers.telltale_stream_memory_bytes!);
}

function startWriting(): { stop(): Promise<number[]> } {
  const writeMs: number[] = [];
  let isOver = false;
  const writing = (async () => {
    for (let n = 0; !isOver; n++) {
      const startMs = performance.now();
      await (await send(server, 'temperature', n % 40, { room: 'attic' })).text();
      writeMs.push(performance.now() - startMs);
    }
    return writeMs;
  })();
  return {
    stop() {
      isOver = true;
      return writing;
    },
  };
}

async function probe(): Promise<number[]> {
  const deliveryMs: number[] = [];
  const metric = `probe_${++probes}_`; // Home shows the newest series, and the floods make many
  for (let left = PROBES; left > 0; left--) {
    const sent = String(value++);
    await (await send(server, metric, Number(sent))).text();
    const answeredMs = performance.now();
    const look = async (client: SseClient) => {
      await hasSeen(client, metric, sent);
      deliveryMs.push(performance.now() - answeredMs);
    };
    await Promise.all(live.map(look));
  }
  return deliveryMs;
}

/** The row of the probe holds its newest number. */
async function hasSeen(client: SseClient, metric: string, value: string): Promise<void> {
  const row = new RegExp(`<b class="inbox__title">${metric}</b>(?:(?!</li>).)*class="inbox__value">${value}<`, 's');
  let looked = Math.max(0, client.events.length - 2);
  await client.until(() => {
    while (looked < client.events.length) if (row.test(client.events[looked++]!.data)) return true;
    return false;
  });
}

function latencies(ms: readonly number[], base: readonly number[]): string[] {
  const ratio = quantile(ms, 0.99) / quantile(base, 0.99);
  return [quantile(ms, 0.5).toFixed(2), quantile(ms, 0.99).toFixed(2), ratio.toFixed(2)];
}

function quantile(ms: readonly number[], part: number): number {
  return ms.toSorted((a, b) => a - b)[Math.floor(ms.length * part)]!;
}
