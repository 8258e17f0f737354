/**
 * How long the forms of a panel take: the product in a process of its own, a chart of ten series over the range, asked for one
 * after the other while readings come; then the memory that a zip of many panels takes.
 *
 *     npm run bench panel-forms [-- --quick]
 */
import { routes } from '../app/routes.ts';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { quantile } from './history/quantile.ts';
import { memoryOfAnswer } from './memory-of-answer.ts';
import { printTable } from './print-table.ts';
import { settled } from './settled.ts';

const ROUNDS = process.argv.includes('--quick') ? 40 : 200;
/** Its first rounds are not counted: everything is new. */
const WARM_UP_ROUNDS = 10;
const SERIES = 10;
const PAST_SECONDS = 300;
/** Of the zip: as many tables as a dashboard may have. */
const PANELS = 100;
const ZIP_SERIES = 200;
const PANEL = { slug: 'bench', id: 'chart' };

const server = await startServer({ env: { TELLTALE_LOG_LEVEL: 'warn', TELLTALE_HOST_METRICS: 'off' } });
try {
  const headers = { Cookie: await signIn(server) };
  await fill(server);
  await makeBoard(server, headers, 'bench', [panelOf('chart', 'temperature'), panelOf('mean', 'avg(temperature)')]);
  const forms = [
    ['svg', routes.panelSvg, 'chart'],
    ['svg of PromQL', routes.panelSvg, 'mean'],
    ['png', routes.panelPng, 'chart'],
    ['csv', routes.panelCsv, 'chart'],
    ['json', routes.panelJson, 'chart'],
    ['txt', routes.panelText, 'chart'],
  ] as const;
  const rows: string[][] = [];
  for (const [name, route, id] of forms) {
    const taken: number[] = [];
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      await send(server, [`temperature,room=r1 value=${round}`]); // nothing is as it was
      const beganAt = performance.now();
      const answer = await fetch(server.url + route.href({ ...PANEL, id }), { headers });
      const { byteLength } = await answer.arrayBuffer();
      if (!answer.ok || byteLength === 0) throw new Error(`${name}: ${answer.status}`);
      if (round >= WARM_UP_ROUNDS) taken.push(performance.now() - beganAt);
    }
    rows.push([name, ...[0.5, 0.95, 1].map(part => quantile(taken, part).toFixed(1))]);
  }
  printTable(
    `A panel of ${SERIES} series, ${ROUNDS} times in each form, in ms`,
    ['form', 'median', 'p95', 'longest'],
    rows,
  );
  await measureZip(headers);
} finally {
  await server.dispose();
}

/** After a fresh start and its first page, each by itself: what a zip adds is neither what a start nor what a page takes. */
async function measureZip(headers: Readonly<Record<string, string>>): Promise<void> {
  const panels = Array.from({ length: PANELS }, (_, at) => panelOf(`p${at}`, 'many'));
  await makeBoard(server, headers, 'large', panels);
  await server.stop();
  await server.start();
  const page = routes.dashboard.href({ slug: 'bench' });
  const zip = routes.dashboardZip.href({ slug: 'large' });
  const asked = [['first page', page] as const, ...['first', 'second', 'third'].map(n => [`${n} zip`, zip] as const)];
  const rows: string[][] = [];
  for (const [what, href] of asked) {
    await settled(server.pid);
    const { bytes, seconds, addedBytes } = await memoryOfAnswer(server.pid, server.url + href, headers);
    rows.push([what, (bytes / 1e6).toFixed(1), seconds.toFixed(1), (addedBytes / 1e6).toFixed(0)]);
  }
  const title = `A zip of ${PANELS} panels with ${ZIP_SERIES} series each, after a fresh start`;
  printTable(title, ['', 'MB sent', 'seconds', 'memory added in MB'], rows);
}

function panelOf(id: string, expr: string) {
  return { kind: 'line', id, title: id, w: 12, h: 7, queries: [{ expr }] };
}

async function makeBoard(
  { url }: TestServer,
  headers: Readonly<Record<string, string>>,
  slug: string,
  panels: readonly object[],
): Promise<void> {
  const body = JSON.stringify({ format: 'telltale-dashboard', schema: 1, slug, title: slug, panels });
  const type = { 'Content-Type': 'application/json', Origin: url };
  const answer = await fetch(url + routes.dashboards.href(), {
    method: 'POST',
    headers: { ...headers, ...type },
    body,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function fill(to: TestServer): Promise<void> {
  const nowMs = Date.now();
  for (let second = PAST_SECONDS; second > 0; second--) {
    const at = nowMs - second * 1000;
    const few = Array.from(
      { length: SERIES },
      (_, n) => `temperature,room=r${n} value=${20 + Math.sin(second / 9 + n)} ${at}`,
    );
    const many = Array.from({ length: ZIP_SERIES }, (_, n) => `many,n=${n} value=${Math.sin(second + n)} ${at}`);
    await send(to, [...few, ...many]);
  }
}

async function send({ url, writeToken }: TestServer, lines: readonly string[]): Promise<void> {
  const href = url + routes.influxWrite.href({}, { p: writeToken, precision: 'ms' });
  const answer = await fetch(href, { method: 'POST', body: lines.join('\n') });
  if (!answer.ok) throw new Error(await answer.text());
}

async function signIn({ setupUrl }: TestServer): Promise<string> {
  const answer = await fetch(setupUrl, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`No session was opened: ${answer.status} ${await answer.text()}`);
  return cookie;
}
