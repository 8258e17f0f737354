/**
 * One topic to many viewers over real connections: events of 300 bytes, each server pinned to one core, viewers and publisher
 * on another. How many deliveries a second each keeps up with (97 % of them, p99 under 250 ms, none missed, none twice) when
 * events come one by one, and when they come together twenty times a second; what a delivery costs, and what a viewer holds.
 *
 *     npm run bench fanout [-- --quick | --viewers=100,1000,5000 --only=telltale,nchan --rounds=3]
 *
 * Peers: Hono's streamSSE, better-sse, a queue for each viewer, Node's bare `socket.write`, and nchan where it is installed.
 */

import type { Contenders } from './fanout/contender.ts';
import { findMost } from './fanout/find-most.ts';
import { residentBytes } from './fanout/resident-bytes.ts';
import type { Trial } from './fanout/run-trial.ts';
import { servers } from './fanout/servers.ts';
import { findNoNchan, startNchan } from './fanout/start-nchan.ts';
import { startNode } from './fanout/start-node.ts';
import { openViewers } from './fanout/viewers.ts';
import { findNoPinning, pinned, unpin } from './history/pin.ts';
import { printTable } from './print-table.ts';

const textOf = (name: string) => process.argv.find(arg => arg.startsWith(`--${name}=`))?.split('=')[1];
const isQuick = process.argv.includes('--quick');
const COUNTS = (textOf('viewers') ?? (isQuick ? '1000' : '100,1000,5000')).split(',').map(Number);
const ONLY = textOf('only')?.split(',');
const SECONDS = isQuick ? 2 : 4;
const ROUNDS = Number(textOf('rounds') ?? (isQuick ? 1 : 3));

interface Row {
  readonly name: string;
  single?: Trial | undefined;
  joined?: Trial | undefined;
  viewerBytes: number;
}

const noPinning = findNoPinning();
const cores = noPinning === undefined ? 1 : 2;
if (noPinning !== undefined) console.log(noPinning);
const noNchan = findNoNchan();
if (noNchan !== undefined) console.log(noNchan);
const contenders: Contenders = {
  ...Object.fromEntries(Object.keys(servers).map(name => [name, () => startNode(name)])),
  ...(noNchan === undefined && { nchan: startNchan }),
};
const names = Object.keys(contenders).filter(name => ONLY?.includes(name) ?? true);

for (const count of COUNTS) {
  const rows = new Map<string, Row>();
  for (let round = 0; round < ROUNDS; round++) for (const name of names) keepBest(rows, await measure(name, count));
  print(count, [...rows.values()]);
}
unpin(cores);

async function measure(name: string, count: number): Promise<Row> {
  const contender = await pinned(cores, contenders[name]!);
  try {
    const before = residentBytes(contender.pid);
    const viewers = await openViewers(contender.port, contender.path, count);
    const single = await findMost(contender, viewers, { count, shape: 'single', seconds: SECONDS });
    const joined = await findMost(contender, viewers, { count, shape: 'joined', seconds: SECONDS });
    const viewerBytes = (residentBytes(contender.pid) - before) / count;
    viewers.close();
    return { name, single, joined, viewerBytes };
  } finally {
    await contender.stop();
  }
}

function keepBest(rows: Map<string, Row>, row: Row): void {
  const best = rows.get(row.name) ?? row;
  const most = (a: Trial | undefined, b: Trial | undefined) =>
    (a?.deliveriesPerSecond ?? 0) >= (b?.deliveriesPerSecond ?? 0) ? a : b;
  rows.set(row.name, {
    name: row.name,
    single: most(row.single, best.single),
    joined: most(row.joined, best.joined),
    viewerBytes: Math.min(row.viewerBytes, best.viewerBytes),
  });
}

function print(count: number, rows: readonly Row[]): void {
  const ours = rows.find(({ name }) => name === 'telltale');
  const thousands = (trial: Trial | undefined) => (trial ? `${Math.round(trial.deliveriesPerSecond / 1000)}k` : 'none');
  const ratio = (a: Trial | undefined, b: Trial | undefined) =>
    a && b ? `${(a.deliveriesPerSecond / b.deliveriesPerSecond).toFixed(2)}x` : '-';
  printTable(
    `${count} viewers: deliveries a second, and what telltale does beside`,
    ['server', 'one by one', 'beside', 'CPU s/M', 'p99 ms', 'together', 'beside', 'CPU s/M', 'B/event', 'kB/viewer'],
    rows.map(({ name, single, joined, viewerBytes }) => [
      ...[name, thousands(single), ratio(ours?.single, single), single?.cpuSecondsPerMillion.toFixed(1) ?? '-'],
      ...[single ? String(Math.round(single.p99Ms)) : '-', thousands(joined), ratio(ours?.joined, joined)],
      ...[joined?.cpuSecondsPerMillion.toFixed(2) ?? '-', single ? String(Math.round(single.bytesPerEvent)) : '-'],
      (viewerBytes / 1024).toFixed(1),
    ]),
  );
}
