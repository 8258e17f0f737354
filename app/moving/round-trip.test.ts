import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { tempFolders } from '../backup/testing/temp-folders.ts';
import { createRandom } from '../testing/random.ts';
import { startServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';
import { fillFolder } from './testing/fill-folder.ts';
import { pointsOf, type SeriesPoints } from './testing/points-of.ts';
import { randomReadings } from './testing/random-readings.ts';

const HOUR_MS = 60 * 60_000;
/** Of each half: chunks, and the journal. */
const SERIES = 60;
const POINTS = 400;
const SEED = 20_261_128;

async function fillAtRandom(dataDir: string): Promise<void> {
  const random = createRandom(SEED);
  const readings = randomReadings(random, Date.now() - 2 * HOUR_MS, SERIES, POINTS);
  // Some go on with the series in chunks, and fall between their points.
  const series = readings.filter((_, place) => place % (2 * POINTS) === 0);
  const late = series.flatMap(reading =>
    [1, 50, 5_000].map(ms => ({ ...reading, atMs: reading.atMs + ms, value: ms })),
  );
  await fillFolder(dataDir, readings, [...late, ...randomReadings(random, Date.now() - HOUR_MS, SERIES, 3)]);
}

async function run(dataDir: string, ...args: string[]): Promise<string> {
  const { code, error } = await telltale(args, { TELLTALE_DATA: dataDir });
  assert.equal(code, 0, error);
  return error;
}

test('as OpenMetrics nothing is lost: every series, time and float64 comes back, and the next export is the same file', async t => {
  const folders = tempFolders(t);
  const [from, to] = [folders.in('from'), folders.in('to')];
  await fillAtRandom(from);
  const [first, second] = [folders.in('first.om'), folders.in('second.om')];
  assert.match(await run(from, 'export', first), /^Exported \d+ readings of 120 series to .*first\.om: [^\n]*\n$/);
  assert.match(await run(to, 'import', first), /^Imported \d+ readings from [^\n]*\n$/);
  await run(to, 'export', second);
  assert.equal(readFileSync(second, 'utf8'), readFileSync(first, 'utf8'));
  assert.deepEqual(pointsOf(to), pointsOf(from));
});

test('as line protocol all comes back but what it has no words for, and how much that is is said', async t => {
  const folders = tempFolders(t);
  const [from, to] = [folders.in('from'), folders.in('to')];
  await fillAtRandom(from);
  const [first, second] = [folders.in('first.lp.gz'), folders.in('second.lp')];
  const said = await run(from, 'export', '--format', 'influx', first);
  await run(to, 'import', first);
  await run(to, 'export', '--format', 'influx', second);
  assert.equal(readFileSync(second, 'utf8'), gunzipSync(readFileSync(first)).toString());
  const kept = onlyFinite(pointsOf(from).filter(isNamedInLineProtocol));
  const leftOut = countPoints(pointsOf(from)) - countPoints(kept);
  assert.deepEqual(pointsOf(to), kept);
  assert.ok(leftOut > SERIES);
  assert.match(said, new RegExp(`^${leftOut} readings cannot be written as influx\\. It has no word for NaN`, 'm'));
});

/** Without the points that are no finite number, and the series that have no others. */
function onlyFinite(series: readonly SeriesPoints[]): SeriesPoints[] {
  const finite = series.map(one => ({ ...one, points: one.points.filter(point => !/NaN|Infinity/.test(point)) }));
  return finite.filter(({ points }) => points.length > 0);
}

function isNamedInLineProtocol({ labels }: SeriesPoints): boolean {
  return Object.values(labels).every(value => !value.includes('\n') && !value.endsWith('\\'));
}

function countPoints(series: readonly SeriesPoints[]): number {
  return series.reduce((sum, { points }) => sum + points.length, 0);
}

test('sent to a server all comes there but values that are no finite number, and units too', async t => {
  const folders = tempFolders(t);
  const from = folders.in('from');
  await fillAtRandom(from);
  const file = folders.in('all.om');
  await run(from, 'export', file);
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const said = await run(from, 'import', '--to', server.url, '--token', server.writeToken, file);
  assert.match(said, /readings were refused: .* has a value that is no finite number/);
  await server.stop();
  assert.deepEqual(pointsOf(server.dataDir), onlyFinite(pointsOf(from)));
  const units = (text: string) =>
    text.split('\n').filter(line => line.includes('(unit: ') || line.startsWith('# UNIT'));
  const again = folders.in('again.om');
  await run(server.dataDir, 'export', again);
  assert.deepEqual(units(readFileSync(again, 'utf8')), units(readFileSync(file, 'utf8')));
});
