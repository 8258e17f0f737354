/**
 * How long a dashboard of 30 panels takes to come, over seven days of readings every 10 s: until its first byte and until its last one, the
 * product in a process of its own. Each view is opened by nobody else before. For each the server is started again, and round 1 is
 * the very first page that it gives, at once: its threads come up, its caches are empty, no code has run yet.
 *
 *     npm run bench dashboard [-- --quick | --days=7]
 */
import { parseArgs } from 'node:util';
import type { PanelDefinition } from '../app/dashboards/definition.ts';
import { routes } from '../app/routes.ts';
import { createRandom } from '../app/testing/random.ts';
import { startServer } from '../app/testing/real-server.ts';
import { memoryOfAnswer } from './memory-of-answer.ts';
import { printTable } from './print-table.ts';
import { settled } from './settled.ts';

const { values } = parseArgs({
  options: { days: { type: 'string', default: '7' }, quick: { type: 'boolean', default: false } },
});
const DAYS = values.quick ? 1 : Number(values.days);
const PANELS = 30;
const INTERVAL_S = 10;
const BODY_LINES = 20_000;
const ROUNDS = 3;

const NOW_S = Math.floor(Date.now() / 1000 / INTERVAL_S) * INTERVAL_S;
const DAY_MS = 86_400_000;

const server = await startServer({ env: { TELLTALE_LOG_LEVEL: 'warn', TELLTALE_HOST_METRICS: 'off' } });
try {
  const signedIn = await fetch(server.setupUrl, { redirect: 'manual' });
  const headers = { Cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! };
  await load();
  const boards = {
    plain: await makeBoard(headers, 'Plain', n => `room_${n}`),
    expressions: await makeBoard(headers, 'Expressions', n => `avg_over_time(room_${n}[$__rate_interval]) * 2`),
  };
  const rows: string[][] = [];
  for (const [what, slug] of Object.entries(boards)) {
    for (const [name, query] of views()) {
      await server.stop();
      await server.start();
      for (let round = 0; round < ROUNDS; round++) {
        // Another zone is another screen: nobody has opened it before.
        const zone = ['Europe/Berlin', 'Europe/Paris', 'Europe/Rome'][round]!;
        const taken = await open(routes.dashboard.href({ slug }, { ...query, tz: zone }), headers);
        rows.push([
          `${what}, ${name}`,
          `${round + 1}`,
          taken.firstMs.toFixed(0),
          taken.wholeMs.toFixed(0),
          `${taken.kB}`,
        ]);
      }
    }
  }
  const zip = await openZip(boards.plain, headers);
  const readings = (PANELS * DAYS * 86_400) / INTERVAL_S;
  printTable(
    `${PANELS} panels, ${readings.toLocaleString('en')} readings of ${DAYS} days every ${INTERVAL_S} s`,
    ['view', 'round', 'first byte ms', 'whole ms', 'kB'],
    rows,
  );
  printTable(`The zip of ${DAYS} days of it`, ['MB sent', 'seconds', 'memory added in MB'], [zip]);
} finally {
  await server.dispose();
}

/** The whole range as tables, from a server that was just started and has given a page. */
async function openZip(slug: string, headers: Readonly<Record<string, string>>): Promise<string[]> {
  await server.stop();
  await server.start();
  const query = { range: `${DAYS}d` };
  await open(routes.dashboard.href({ slug }, query), headers);
  await settled(server.pid);
  const href = routes.dashboardZip.href({ slug }, query);
  const { bytes, seconds, addedBytes } = await memoryOfAnswer(server.pid, server.url + href, headers);
  return [(bytes / 1e6).toFixed(1), seconds.toFixed(1), (addedBytes / 1e6).toFixed(0)];
}

/** A range in which somebody looks, as an address has it. */
function views(): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const spanMs = DAYS * DAY_MS;
  const toMs = NOW_S * 1000 - 3_600_000;
  return [
    [`last ${DAYS} d`, { range: `${DAYS}d` }],
    [`fixed ${DAYS} d`, { from: `${toMs - spanMs + 3_600_000}`, to: `${toMs}` }],
    ['fixed 3 h', { from: `${toMs - 3 * 3_600_000}`, to: `${toMs}` }],
    ['last 5 m', { range: '5m' }],
  ];
}

async function open(href: string, headers: Readonly<Record<string, string>>) {
  const startMs = performance.now();
  const answer = await fetch(server.url + href, { headers: { ...headers, Accept: 'text/html' } });
  const reader = answer.body!.getReader();
  let [bytes, firstMs] = [0, 0];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    firstMs ||= performance.now() - startMs;
    bytes += read.value.length;
  }
  if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
  return { firstMs, wholeMs: performance.now() - startMs, kB: Math.round(bytes / 1000) };
}

async function makeBoard(headers: Readonly<Record<string, string>>, title: string, exprOf: (n: number) => string) {
  const panels = Array.from({ length: PANELS }, (_, n): PanelDefinition => {
    const placed = { id: `p${n}`, title: `Room ${n}`, w: 12, h: 7 };
    return { kind: 'line', ...placed, queries: [{ expr: exprOf(n) }] };
  });
  const answer = await fetch(server.url + routes.dashboards.href(), {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ title, panels }),
  });
  if (!answer.ok) throw new Error(`The dashboard was refused: ${await answer.text()}`);
  return ((await answer.json()) as { slug: string }).slug;
}

async function load(): Promise<void> {
  const random = createRandom(1);
  const now = Array.from({ length: PANELS }, () => 20);
  let lines: string[] = [];
  const send = async () => {
    const answer = await fetch(server.url + routes.influxWrite.href({}, { precision: 's' }), {
      method: 'POST',
      headers: { Authorization: `Token ${server.writeToken}`, 'Content-Type': 'text/plain; charset=utf-8' },
      body: lines.join('\n'),
    });
    if (!answer.ok) throw new Error(`Readings were refused: ${await answer.text()}`);
    lines = [];
  };
  for (let at = NOW_S - DAYS * 86_400; at <= NOW_S; at += INTERVAL_S) {
    for (let n = 0; n < PANELS; n++) {
      now[n] = Math.max(0, now[n]! + (random() - 0.5) / 4);
      lines.push(`room_${n} value=${now[n]!.toFixed(2)} ${at}`);
    }
    if (lines.length >= BODY_LINES) await send();
  }
  await send();
}
