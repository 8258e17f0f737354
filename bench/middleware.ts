/**
 * Portable middlewares compared: `node --expose-gc --import ./load-typescript.js bench/middleware.ts`. Each layer keeps a state, sets a header and
 * hears of the end (universal-middleware's has no end). Three tables:
 *
 * 1. What a layer adds on node:http, in CPU time per request, without network and parser: the cheapest of
 *    several rounds in turn, because whatever else the machine does only adds.
 * 2. Every host with 0, 1, 5 and 10 layers over loopback: CPU time per request (client included, the same for all) and p99,
 *    for "hello" and for a streamed megabyte, of the cheapest round. The ratio is to the same host without any middleware.
 * 3. 100 clients that stop reading: what the process holds for each of them, and what was taken from the source.
 */
import type { RequestListener } from 'node:http';
import { type Contender, contenders } from './middleware/contenders.ts';
import { cpuWithoutNetwork } from './middleware/in-process.ts';
import { type Cost, type Load, load } from './middleware/load.ts';
import { printTable } from './print-table.ts';

const LAYERS = [0, 1, 5, 10];
/** Many short rounds: on a busy machine some of them find it quiet. */
const IN_PROCESS = { rounds: 40, requests: 500 };
const HELLO = { rounds: 8, requests: 120 };
const STREAM = { rounds: 6, requests: 8 };
const MEGABYTE = 1024 * 1024;
const STALLED_CLIENTS = 100;
const STALLED_BYTES = 16 * MEGABYTE;

await printLayers();
await printHosts();
await printStalled();

async function printLayers(): Promise<void> {
  const all = contenders.filter(({ host }) => host === 'node');
  const cases = all.flatMap(({ by, create }) => layersOf(by).map(layers => ({ by, layers, create })));
  const listeners = await Promise.all(
    cases.map(async ({ create, layers }) => (await create(layers)).listeners('request')[0] as RequestListener),
  );
  const costs = await inTurn(IN_PROCESS.rounds, listeners, one => cpuWithoutNetwork(one, IN_PROCESS.requests));
  const bare = Math.min(...costs[0]!);
  const rows = cases.map(({ by, layers }, at) => {
    const cost = Math.min(...costs[at]!);
    const without = Math.min(...costs[cases.findIndex(one => one.by === by)]!);
    const perLayer = layers === 0 ? '' : ((cost - without) / layers).toFixed(2);
    return [by, String(layers), cost.toFixed(2), (cost - bare).toFixed(2), perLayer, (cost / bare).toFixed(1)];
  });
  printTable(
    'node:http without network, µs of CPU per request (aim: a layer of ours below 3)',
    ['by', 'layers', 'µs', 'added', 'per layer', 'times bare'],
    rows,
  );
}

async function printHosts(): Promise<void> {
  await using servers = new AsyncDisposableStack();
  const cases = contenders.flatMap(contender => layersOf(contender.by).map(layers => ({ ...contender, layers })));
  const running: Load[] = [];
  for (const { create, layers } of cases) running.push(servers.use(await load(await create(layers))));
  const hello = await inTurn(HELLO.rounds, running, one => one.measure('/0', HELLO.requests));
  const stream = await inTurn(STREAM.rounds, running, one => one.measure(`/${MEGABYTE}`, STREAM.requests));
  const rows = cases.map(({ host, by, layers }, at) => {
    const bare = cases.findIndex(one => one.host === host);
    const cells = [hello, stream].flatMap(results => {
      const { cpu, p99Ms } = cheapest(results[at]!);
      return [cpu.toFixed(0), (cpu / cheapest(results[bare]!).cpu).toFixed(2), p99Ms.toFixed(1)];
    });
    return [host, by, String(layers), ...cells];
  });
  const columns = ['hello µs', 'times', 'p99 ms', '1 MB µs', 'times', 'p99 ms'];
  printTable('Over loopback, CPU per request and p99', ['host', 'by', 'layers', ...columns], rows);
}

async function printStalled(): Promise<void> {
  const rows: string[][] = [];
  for (const { host, by, create } of contenders) {
    await using running = await load(await create(by === 'nobody' ? 0 : 5));
    await running.stalled(4, STALLED_BYTES); // compiles and fills pools
    const { heldMb, takenMb } = await running.stalled(STALLED_CLIENTS, STALLED_BYTES);
    rows.push([host, by, heldMb.toFixed(2), takenMb.toFixed(2)]);
  }
  printTable(
    `${STALLED_CLIENTS} stalled clients of ${STALLED_BYTES / MEGABYTE} MiB each, 5 layers: MB per client; what was taken and is not held lies in socket buffers`,
    ['host', 'by', 'held MB', 'taken MB'],
    rows,
  );
}

function layersOf(by: Contender['by']): readonly number[] {
  if (by === 'nobody') return [0];
  return by === 'ours' ? LAYERS : LAYERS.filter(layers => layers > 0 || by === 'naive');
}

/** Rounds over all cases, so that what the machine does meanwhile falls on all of them; the first one only warms up. */
async function inTurn<T, C>(
  rounds: number,
  cases: readonly T[],
  measure: (one: T) => Promise<C>,
): Promise<readonly C[][]> {
  const results = cases.map((): C[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, one] of cases.entries()) {
      const cost = await measure(one);
      if (round > 0) results[at]!.push(cost);
    }
  }
  return results;
}

function cheapest(rounds: readonly Cost[]): Cost {
  return rounds.reduce((best, one) => (one.cpu < best.cpu ? one : best));
}
