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
const PROBES = 60;
const FULL_BYTES = 8 * 1024 * 1024;
/** Numbers of as many digits, so that they are written as they are. */
const FIRST_VALUE = 100;

interface Measure {
  readonly stalled: number;
  readonly writeMs: readonly number[];
  readonly deliveryMs: readonly number[];
  readonly memoryBytes: number;
  readonly keptBytes: number;
}

const measures: Measure[] = [];
for (const stalled of STALLED) measures.push(await measure(stalled));
const [without] = measures as [Measure];
printTable(
  `${LIVE} live viewers, ${PROBES} probes, a writer without rest`,
  ['stalled', 'write p50', 'p99 ms', 'ratio', 'delivery p50', 'p99 ms', 'ratio', 'RSS MB', 'kept MB'],
  measures.map(one => [
    String(one.stalled),
    ...latencies(one.writeMs, without.writeMs),
    ...latencies(one.deliveryMs, without.deliveryMs),
    (one.memoryBytes / 1e6).toFixed(0),
    (one.keptBytes / 1e6).toFixed(1),
  ]),
);

async function measure(stalled: number): Promise<Measure> {
  const server = await startServer();
  try {
    const visitor = await signIn(server);
    await furnish(server, visitor);
    const { streamPath } = await visitor.visit(routes.home.href());
    const open = () => visitor.stream(streamPath);
    const live = Array.from({ length: LIVE }, open);
    for (const client of Array.from({ length: stalled }, open)) {
      await client.until(() => client.bytes > 0);
      client.socket.pause();
    }
    await floodHome(server, visitor, live[0]!, FULL_BYTES);

    const writeMs: number[] = [];
    const deliveryMs: number[] = [];
    let isOver = false;
    const writing = (async () => {
      for (let n = 0; !isOver; n++) {
        const startMs = performance.now();
        await (await send(server, 'temperature', n % 40, { room: 'attic' })).text();
        writeMs.push(performance.now() - startMs);
      }
    })();
    for (let probe = 0; probe < PROBES; probe++) {
      const value = String(FIRST_VALUE + probe);
      await (await send(server, 'probe', Number(value))).text();
      const answeredMs = performance.now();
      await Promise.all(
        live.map(async client => {
          await hasSeen(client, value);
          deliveryMs.push(performance.now() - answeredMs);
        }),
      );
    }
    isOver = true;
    await writing;
    const numbers = await readOwnNumbers(visitor);
    return {
      stalled,
      writeMs,
      deliveryMs,
      memoryBytes: numbers.telltale_resident_memory_bytes!,
      keptBytes: numbers.telltale_stream_memory_bytes!,
    };
  } finally {
    await server.dispose();
  }
}

/** The row of the probe holds its newest number. */
async function hasSeen(client: SseClient, value: string): Promise<void> {
  const row = new RegExp(`<b class="inbox__title">probe</b>(?:(?!</li>).)*class="inbox__value">${value}<`, 's');
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
