import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { findMissing } from '../testing/daemon.ts';
import { openApp } from '../testing/open-app.ts';
import { writeFamilies } from './write-families.ts';

test('the server counts what was sent in each protocol, and what of it was kept', async t => {
  const app = await openApp(t);
  // A request is over when its answer has been read.
  const post = async (path: string, body: string, as?: 'ingest') =>
    (await app.fetch(path, { method: 'POST', body, ...(as && { as }) })).text();
  await post(routes.inOne.href({ metric: 'temperature' }), '1', 'ingest');
  await post(routes.inMany.href(), '{"a": 1, "b": 2}\n{"c": "x"}\n', 'ingest');
  await post(routes.influxWrite.href(), 'nothing', 'ingest');
  await post(routes.inMany.href(), '{"a": 1}');
  const text = await (await app.fetch(routes.metrics.href(), { as: 'read' })).text();
  const firstOf = (name: string) => Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);
  assert.equal(firstOf('telltale_ingest_accepted_total{protocol="reading"}'), 1);
  assert.equal(firstOf('telltale_ingest_accepted_total{protocol="readings"}'), 2);
  assert.equal(firstOf('telltale_ingest_rejected_total{protocol="readings"}'), 1);
  assert.equal(firstOf('telltale_ingest_requests_total{protocol="readings"}'), 1);
  assert.equal(firstOf('telltale_ingest_rejected_total{protocol="influx"}'), 1);
  assert.equal(firstOf('telltale_stream_bytes_total{kind="page",side="before"}'), 0);
  assert.equal(firstOf('telltale_history_series'), 3);
  assert.equal(firstOf('telltale_http_requests_total'), 4);
  assert.equal(firstOf('telltale_trouble{file="history",kind="unwritable"}'), 0);
  assert.ok(firstOf('process_resident_memory_bytes') > 1e6);
});

test('only who may read sees the metrics of the server', async t => {
  const app = await openApp(t);
  const statusAs = async (as?: 'ingest' | 'read') => (await app.fetch(routes.metrics.href(), as ? { as } : {})).status;
  assert.deepEqual([await statusAs(), await statusAs('ingest'), await statusAs('read')], [401, 403, 200]);
});

test('text within a label is escaped', () => {
  const text = writeFamilies([
    { name: 'a', type: 'gauge', help: 'b\nc\\', samples: [{ value: 1, labels: { x: '"\n\\' } }] },
    { name: 'none', type: 'gauge', help: 'left out', samples: [] },
  ]);
  assert.equal(text, '# HELP a b\\nc\\\\\n# TYPE a gauge\na{x="\\"\\n\\\\"} 1\n');
});

test('promtool finds nothing to say against the metrics of the server', {
  skip: findMissing('promtool', 'prometheus') ?? false,
}, async t => {
  const app = await openApp(t);
  await app.send('temperature', 1);
  await (await app.fetch(routes.home.href(), { as: 'owner', accept: 'text/html' })).text(); // of screens there is something to tell
  const text = await (await app.fetch(routes.metrics.href(), { as: 'read' })).text();
  const said = await new Promise<string>((resolve, reject) => {
    const child = execFile('promtool', ['check', 'metrics'], (error, out, complaints) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve(out + complaints);
    });
    child.stdin!.end(text);
  });
  assert.equal(said, '');
});
