import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { tempFolders } from '../backup/testing/temp-folders.ts';
import { startServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';
import { fileAppears } from './testing/file-appears.ts';
import { fillFolder } from './testing/fill-folder.ts';
import { manyReadings } from './testing/many-readings.ts';

/** Some 45 MB of text: an export notes ten times how far it has come. */
const MANY = 1_000_000;

for (const [name, signal] of [
  ['many.om', 'SIGKILL'],
  ['many.om.gz', 'SIGKILL'],
  ['many.lp', 'SIGINT'],
] as const) {
  test(`an export into ${name} that is cut off by ${signal} is gone on with, and the file is whole`, async t => {
    const folders = tempFolders(t);
    const settings = { TELLTALE_DATA: folders.in('data') };
    await fillFolder(folders.in('data'), manyReadings(MANY));
    const file = folders.in(name);
    const format = name.includes('.om') ? 'openmetrics' : 'influx';
    const args = ['export', '--format', format, file];

    const running = telltale(args, settings);
    await fileAppears(`${file}.telltale-export`);
    running.child.kill(signal);
    const { code, error } = await running;
    if (signal === 'SIGINT') {
      assert.deepEqual([code, error], [130, `Stopped. Run the same command again, and it goes on with ${file}.\n`]);
    } else assert.equal(code, null);
    assert.ok(!existsSync(file) && existsSync(`${file}.part`));

    const other = await telltale(['export', '--format', format, '--metric', 'm*', file], settings);
    assert.match(other.error, /\.part is an export of something else that was cut off\. Name another file, or delete/);
    const again = await telltale(args, settings);
    assert.match(again.error, /^Exported 1000000 readings of 50 series to .*, going on with what was there: /);
    assert.deepEqual(readdirSync(folders.in()).sort(), ['data', name]);
    const { out } = await telltale(['export', '--format', format], settings);
    const bytes = readFileSync(file);
    assert.ok(
      (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString() === out,
      'it differs from one in a single run',
    );
  });
}

/** Readings of one moment that are sent together. */
const TOGETHER = 20;

test('an export beside a server that takes readings is one moment: all that was sent together is in it, or nothing', async t => {
  const folders = tempFolders(t);
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off', TELLTALE_INGEST: 'loopback' } });
  t.after(() => server.dispose());
  const startMs = Date.now() - 60_000;
  const { promise: isUnderWay, resolve: beUnderWay } = Promise.withResolvers<void>();
  let [sent, isDone] = [0, false];
  const sending = (async () => {
    for (; !isDone; sent++) {
      const lines = Array.from({ length: TOGETHER }, (_, i) => `together,n=${i} value=${sent} ${startMs + sent}000000`);
      const response = await fetch(`${server.url}/write`, { method: 'POST', body: lines.join('\n') });
      assert.equal(response.status, 204);
      if (sent === 100) beUnderWay();
    }
  })();
  await isUnderWay;
  const before = sent;
  const file = folders.in('beside.lp');
  const { code, error } = await telltale(['export', '--format', 'influx', file], { TELLTALE_DATA: server.dataDir });
  isDone = true;
  await sending;
  assert.equal(code, 0, error);
  const rounds = Array.from({ length: TOGETHER }, (): string[] => []);
  for (const [, n, value] of readFileSync(file, 'utf8').matchAll(/^together,n=(\d+) value=(\d+) /gm))
    rounds[Number(n)]!.push(value!);
  const { length } = rounds[0]!;
  assert.ok(length >= before && length < sent, `${length} of ${sent}`);
  for (const round of rounds)
    assert.deepEqual(
      round,
      Array.from({ length }, (_, i) => `${i}`),
    );
});
