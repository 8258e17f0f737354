/**
 * How soon Explore answers over many series: the product in a process of its own, started again after the load; the list, searches as
 * somebody types them, labels, a further page, one series; what that takes of memory, and how soon a reading is on the list.
 *
 *     npm run bench explore [-- --series=100000]
 */
import { parseArgs } from 'node:util';
import { routes } from '../app/routes.ts';
import { startServer } from '../app/testing/real-server.ts';
import { quantile } from './history/quantile.ts';
import { printTable } from './print-table.ts';
import { residentBytes } from './resident-bytes.ts';

const { values } = parseArgs({
  options: { series: { type: 'string', default: '100000' }, quick: { type: 'boolean', default: false } },
});
const SERIES = values.quick ? 10_000 : Number(values.series);
const METRICS = 50;
const ROOMS = 40;
const BODY_LINES = 10_000;
const ROUNDS = 10;
const LIVE_READINGS = 20;

const env = {
  TELLTALE_LOG_LEVEL: 'warn',
  TELLTALE_HOST_METRICS: 'off',
  TELLTALE_MAX_NEW_SERIES_PER_MINUTE: String(2 * SERIES),
  TELLTALE_MAX_SERIES_PER_SENDER: String(2 * SERIES),
};
const server = await startServer({ env });
try {
  const signedIn = await fetch(server.setupUrl, { redirect: 'manual' });
  const headers = { Cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! };
  await load();
  await server.stop();
  await server.start();
  const before = residentBytes(server.pid) / 2 ** 20;
  const asked = {
    'the list': routes.explore.href(),
    'search: "sensor_1"': routes.explore.href({}, { q: 'sensor_1' }),
    'search: "s"': routes.explore.href({}, { q: 's' }),
    'search: nothing has it': routes.explore.href({}, { q: 'zzz' }),
    'a label': routes.explore.href({}, { label: ['room=r7'] }),
    'page 5': routes.explore.href({}, { page: 5 }),
    'one series': routes.series.href({}, { key: 'sensor_1{device="1",room="r1"}' }),
  };
  const rows: string[][] = [];
  for (const [what, href] of Object.entries(asked)) {
    const taken: number[] = [];
    let kB = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { firstMs, bytes } = await open(href, headers);
      taken.push(firstMs);
      kB = bytes / 1000;
    }
    const [first, ...later] = taken as [number, ...number[]];
    rows.push([what, first.toFixed(0), quantile(later, 0.5).toFixed(0), quantile(later, 1).toFixed(0), kB.toFixed(0)]);
  }
  printTable(
    `Explore over ${SERIES.toLocaleString('en')} series, first byte in ms, after a start`,
    ['asked', 'first', 'then', 'longest', 'kB'],
    rows,
  );
  const delays = await measureLive(headers);
  printTable(
    'Beside it',
    ['', ''],
    [
      ['memory after the start, MB', before.toFixed(0)],
      ['memory added by all that, MB', (residentBytes(server.pid) / 2 ** 20 - before).toFixed(0)],
      ['a reading is on an open list, ms', quantile(delays, 0.5).toFixed(0)],
      ['the slowest one, ms', quantile(delays, 1).toFixed(0)],
    ],
  );
} finally {
  await server.dispose();
}

async function open(href: string, headers: Readonly<Record<string, string>>) {
  const beganAt = performance.now();
  const answer = await fetch(server.url + href, { headers: { ...headers, Accept: 'text/html' } });
  let [bytes, firstMs] = [0, 0];
  for await (const chunk of answer.body!) {
    firstMs ||= performance.now() - beganAt;
    bytes += chunk.byteLength;
  }
  if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
  return { firstMs, bytes };
}

/** One reading after the other, each looked for on the stream of the open list. */
async function measureLive(headers: Readonly<Record<string, string>>): Promise<number[]> {
  const ending = new AbortController();
  const stream = await fetch(server.url + routes.exploreLive.href(), { headers, signal: ending.signal });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const delays: number[] = [];
  for (let n = 0; n < LIVE_READINGS; n++) {
    const value = 700_000 + n * 13;
    const shown = value.toLocaleString('en').replace(',', '');
    const beganAt = performance.now();
    await send([`sensor_1,device=1,room=r1 value=${value}`]);
    for (let text = ''; !text.replaceAll(/[^\d]/g, '').includes(shown.slice(0, 4)); ) {
      const { value: piece, done } = await reader.read();
      if (done) throw new Error('The stream ended.');
      text += piece;
    }
    delays.push(performance.now() - beganAt);
  }
  ending.abort();
  return delays;
}

async function load(): Promise<void> {
  const nowMs = Date.now();
  let lines: string[] = [];
  for (let n = 0; n < SERIES; n++) {
    const atMs = nowMs - (n % 60_000);
    lines.push(`sensor_${n % METRICS},device=${n},room=r${n % ROOMS} value=${n % 97} ${atMs}`);
    if (lines.length < BODY_LINES) continue;
    await send(lines);
    lines = [];
  }
  if (lines.length > 0) await send(lines);
}

async function send(lines: readonly string[]): Promise<void> {
  const answer = await fetch(server.url + routes.influxWrite.href({}, { precision: 'ms' }), {
    method: 'POST',
    headers: { Authorization: `Token ${server.writeToken}`, 'Content-Type': 'text/plain; charset=utf-8' },
    body: lines.join('\n'),
  });
  if (!answer.ok) throw new Error(`Readings were refused: ${await answer.text()}`);
}
