/**
 * Lines of logs at a rate, while tails watch: the product in a process of its own, one sender that never ends, viewers of ten
 * different live searches, and searches on the page beside. A delivery is counted from the moment when a line is sent until a viewer
 * has it; up to 250 ms of it are the screen's own pace.
 *
 *     npm run bench logs [-- --quick | --rate=5000 --tails=20 --seconds=30]
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../app/routes.ts';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { quantile } from './history/quantile.ts';
import { printTable } from './print-table.ts';

const numberOf = (name: string, otherwise: number) =>
  Number(process.argv.find(arg => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const isQuick = process.argv.includes('--quick');
const RATE = numberOf('rate', 5000);
const TAILS = numberOf('tails', 20);
const SECONDS = numberOf('seconds', isQuick ? 8 : 30);
const TICK_MS = 20;
const PROBE_EVERY_MS = 500;

/** What the tails look for, in turn: everything, levels, words, fields. */
const VIEWS = [
  ...[
    {},
    { q: 'order' },
    { level: ['error', 'warn'] },
    { q: 'gateway=north' },
    { q: 'paid -card' },
    { stream: 'shop' },
  ],
  ...[{ q: '"by card"' }, { field: 'gateway=south' }, { q: 'timeout or refused' }, { q: '99', range: '15m' }],
];
const SEARCHES = [{ q: 'order=4711' }, { q: '"by card" -north', range: '24h' }, { q: 'no such words' }, {}];

const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
const visitor = await signIn(server);
const before = usageOf(server);
const tails = await Promise.all(
  Array.from({ length: TAILS }, async (_, i) => {
    const { streamPath } = await visitor.visit(routes.logs.href({}, VIEWS[i % VIEWS.length]!));
    return visitor.stream(streamPath);
  }),
);
const probing = visitor.stream((await visitor.visit(routes.logs.href({}, { q: 'probe' }))).streamPath);

const sender = request(server.url + routes.logStream.href({ stream: 'shop' }, { k: server.writeToken }), {
  method: 'PUT',
});
sender.flushHeaders();
const answered = once(sender, 'response');
const deliveryMs: number[] = [];
const searchMs: number[] = [];
let [sent, probes, isOver] = [0, 0, false];
const startMs = performance.now();
const searching = search();
const cpuStart = usageOf(server).cpuMs;
for (let nextProbeMs = startMs; performance.now() - startMs < SECONDS * 1000; ) {
  const due = Math.floor(((performance.now() - startMs) / 1000) * RATE) - sent;
  const lines = Array.from({ length: due }, lineOf);
  sent += due;
  if (performance.now() >= nextProbeMs) {
    nextProbeMs += PROBE_EVERY_MS;
    lines.push(`probe ${++probes} end`);
    sent++;
    void measureProbe(probes);
  }
  if (lines.length > 0 && !sender.write(`${lines.join('\n')}\n`)) await once(sender, 'drain');
  await wait(TICK_MS);
}
const takenMs = performance.now() - startMs;
sender.end();
isOver = true;
const [response] = await answered;
let answer = '';
for await (const chunk of response) answer += chunk;
const drainedMs = performance.now() - startMs;
await searching;
const after = usageOf(server);
printTable(
  `${RATE} lines/s for ${SECONDS} s, ${TAILS} tails of ${Math.min(TAILS, VIEWS.length)} kinds`,
  ['what', 'figure'],
  [
    ['lines sent a second', ((sent / takenMs) * 1000).toFixed(0)],
    ['answer', answer.trim()],
    ['durable after the last was sent, ms', (drainedMs - takenMs).toFixed(0)],
    ['a viewer has it after, p50 ms', quantile(deliveryMs, 0.5).toFixed(0)],
    ['p99 ms', quantile(deliveryMs, 0.99).toFixed(0)],
    ['probes seen', `${deliveryMs.length} of ${probes}`],
    ['search of a page beside, p50 ms', quantile(searchMs, 0.5).toFixed(0)],
    ['p99 ms', quantile(searchMs, 0.99).toFixed(0)],
    ['processors busy', ((after.cpuMs - cpuStart) / takenMs).toFixed(2)],
    ['RSS before, MB', (before.rssBytes / 1e6).toFixed(0)],
    ['RSS after, MB', (after.rssBytes / 1e6).toFixed(0)],
    ['sent to the tails, MB', (tails.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)],
    ['logs.db, bytes a line', (after.fileBytes / sent).toFixed(0)],
  ],
);
for (const tail of [...tails, probing]) tail.socket.destroy();
await server.dispose();

function lineOf(_: unknown, i: number): string {
  const n = sent + i;
  const at = new Date().toISOString();
  if (n % 50 === 0) return `${at} ERROR connection refused by gateway order=${n % 100_000} gateway=south try=${n % 5}`;
  if (n % 20 === 0)
    return JSON.stringify({ level: 'warn', time: at, msg: 'timeout, trying again', order: n, gateway: 'north' });
  return `${at} order ${n} paid by card in ${n % 900} ms order=${n % 100_000} gateway=${n % 3 ? 'north' : 'south'} ms=${n % 900} request=${(n * 2_654_435_761).toString(16)}`;
}

async function measureProbe(number: number): Promise<void> {
  const sentMs = performance.now();
  const text = `</mark> ${number} end`;
  let looked = Math.max(0, probing.events.length - 1);
  await probing.until(() => {
    while (looked < probing.events.length) if (probing.events[looked++]!.data.includes(text)) return true;
    return false;
  });
  deliveryMs.push(performance.now() - sentMs);
}

async function search(): Promise<void> {
  for (let i = 0; !isOver; i++) {
    const askedMs = performance.now();
    await (await visitor.get(routes.logs.href({}, SEARCHES[i % SEARCHES.length]!), 'application/json')).text();
    searchMs.push(performance.now() - askedMs);
    await wait(100);
  }
}

/** Of the whole process, all its threads. */
function usageOf({ pid, dataDir }: TestServer) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  const rssPages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  const fileBytes = readFileSync(`${dataDir}/logs.db`).length;
  return { cpuMs: (Number(stat[11]) + Number(stat[12])) * 10, rssBytes: rssPages * 4096, fileBytes };
}
