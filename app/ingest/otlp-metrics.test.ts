import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { routes } from '../routes.ts';
import { type AppRequest, NOON_MS, type OpenApp, openApp } from '../testing/open-app.ts';
import { createOtlpMemory, keepOtlpMetrics } from './otlp-metrics.ts';
import type { OtlpMetric } from './otlp-metrics-model.ts';
import { RunningTotals } from './otlp-running-totals.ts';
import { PointColumns } from './point-columns.ts';
import { createSeriesRef } from './series-ref.ts';

const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url));

function post(app: OpenApp, path: string, type: string, body: string | Uint8Array<ArrayBuffer>, more: AppRequest = {}) {
  const { headers, ...rest } = more;
  return app.fetch(path, {
    as: 'ingest',
    method: 'POST',
    body,
    headers: { 'Content-Type': type, ...(headers as object) },
    ...rest,
  });
}

const METRICS = routes.otlpMetrics.href();
const PROTOBUF = 'application/x-protobuf';
const gauge = (name: string, point: object) => ({ name, gauge: { dataPoints: [point] } });
const request = (...metrics: object[]) => JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] });

test('all kept is an empty answer in the encoding of the request, also packed with gzip', async t => {
  const app = await openApp(t);
  const json = await post(
    app,
    METRICS,
    'application/json',
    new Uint8Array(gzipSync(golden('otlp-json/sdk-cumulative.in'))),
    {
      headers: { 'Content-Encoding': 'gzip' },
    },
  );
  assert.deepEqual([json.status, json.headers.get('content-type'), await json.text()], [200, 'application/json', '{}']);
  const protobuf = await post(app, METRICS, PROTOBUF, new Uint8Array(golden('otlp-protobuf/sdk-cumulative.in')));
  assert.deepEqual([protobuf.status, protobuf.headers.get('content-type'), await protobuf.text()], [200, PROTOBUF, '']);
});

test('what is not kept of a request is counted in partial_success, with the reasons', async t => {
  const app = await openApp(t);
  const far = `${NOON_MS - 40 * 86_400_000}000000`;
  const body = request(gauge('good', { asInt: 1 }), gauge('none', {}), gauge('old', { asInt: 1, timeUnixNano: far }));
  const answer = await post(app, METRICS, 'application/json', body);
  const { partialSuccess } = (await answer.json()) as {
    partialSuccess: { rejectedDataPoints: string; errorMessage: string };
  };
  assert.equal(partialSuccess.rejectedDataPoints, '2');
  assert.match(
    partialSuccess.errorMessage,
    /^data point 2: none: a data point has no value; .* old = 1: The time .* too long ago/,
  );
  assert.deepEqual(
    (await app.deps.history.series({})).map(({ metric }) => metric),
    ['good'],
  );
});

test('a histogram whose counts are no numbers is refused whole', async t => {
  const app = await openApp(t);
  const point = { count: 1, sum: 1, explicitBounds: [1], bucketCounts: ['x', 1] };
  const broken = { name: 'a', histogram: { aggregationTemporality: 2, dataPoints: [point] } };
  const buckets = { offset: 0, bucketCounts: [1, null] };
  const other = {
    name: 'b',
    exponentialHistogram: { aggregationTemporality: 2, dataPoints: [{ count: 1, positive: buckets }] },
  };
  const answer = await post(app, METRICS, 'application/json', request(broken, other));
  const said = (await answer.json()) as { partialSuccess: { rejectedDataPoints: string } };
  assert.equal(said.partialSuccess.rejectedDataPoints, '2');
  assert.deepEqual(await app.deps.history.series({}), []);
});

test('what cannot be read, and who may not, is a google.rpc.Status in the encoding of the request', async t => {
  const app = await openApp(t);
  const json = await post(app, METRICS, 'application/json', '{"resourceMetrics": [');
  assert.equal(json.status, 400);
  const status = (await json.json()) as { code: number; message: string };
  assert.deepEqual([status.code, /^the body is not JSON/.test(status.message)], [3, true]);
  const protobuf = await post(app, METRICS, PROTOBUF, 'x');
  assert.deepEqual([protobuf.status, protobuf.headers.get('content-type')], [400, PROTOBUF]);
  const bytes = Buffer.from(await protobuf.arrayBuffer());
  assert.deepEqual([...bytes.subarray(0, 3)], [0x08, 3, 0x12]);
  assert.match(bytes.toString('utf8', 4), /^the body is not the protobuf message/);
  const nobody = await app.fetch(METRICS, {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  });
  assert.deepEqual([nobody.status, ((await nobody.json()) as { code: number }).code], [401, 16]);
  assert.equal((await post(app, METRICS, 'text/plain', 'x')).status, 415);
});

test('traces are not kept, and not an error', async t => {
  const app = await openApp(t);
  const span = { name: 'a', startTimeUnixNano: '1', endTimeUnixNano: '2', events: [{ timeUnixNano: '1' }] };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span, span] }, { spans: [span] }] }] });
  const json = await post(app, routes.otlpTraces.href(), 'application/json', body);
  assert.equal(json.status, 200);
  const said = (await json.json()) as { partialSuccess: { rejectedSpans: string; errorMessage: string } };
  assert.equal(said.partialSuccess.rejectedSpans, '3');
  // A resource with a scope with two spans of a byte each.
  const spans = Uint8Array.of(0x0a, 0x08, 0x12, 0x06, 0x12, 0x01, 0x08, 0x12, 0x01, 0x08);
  const protobuf = await post(app, routes.otlpTraces.href(), PROTOBUF, spans);
  const bytes = Buffer.from(await protobuf.arrayBuffer());
  assert.deepEqual([protobuf.status, ...bytes.subarray(2, 4)], [200, 0x08, 2]);
  assert.equal(await (await post(app, routes.otlpTraces.href(), PROTOBUF, '')).text(), '');
});

test('what is added up for a body that is not kept is taken back, for it comes again', () => {
  const memory = createOtlpMemory();
  const add = (value: number, atMs: number) => {
    const metric: OtlpMetric = {
      ...{ name: 'rows', description: '', unit: '', kind: 'sum', temporality: 'delta', isMonotonic: true },
      points: [{ attributes: [], atMs: NOON_MS + atMs, flags: 0, value }],
    };
    const { points, settle } = keepOtlpMetrics(
      [{ resource: [], metrics: [metric] }],
      memory,
      NOON_MS,
      new PointColumns(),
    );
    return { total: points.values[0], settle: settle! };
  };
  add(2, 1).settle(true);
  const lost = add(5, 2);
  assert.equal(lost.total, 7);
  lost.settle(false);
  const again = add(5, 2);
  assert.equal(again.total, 7);
  again.settle(true);
  assert.equal(add(5, 2).total, undefined, 'the same once more: its answer was lost');
  assert.equal(add(1, 3).total, 8);
});

test('totals are kept of as many series as may be; those that came longest ago begin anew', () => {
  const totals = new RunningTotals(2);
  const [a, b, c] = ['a', 'b', 'c'].map(name => createSeriesRef(name, {})) as [
    ReturnType<typeof createSeriesRef>,
    never,
    never,
  ];
  totals.add(a, 1, 1);
  totals.add(b, 1, 1);
  assert.equal(totals.add(a, 1, 2), 2);
  totals.add(c, 1, 1);
  assert.equal(totals.add(b, 1, 2), 1);
});

test('a stream of differences becomes a counter that PromQL can rate', async t => {
  const app = await openApp(t);
  for (let second = 0; second <= 60; second += 10) {
    const body = request({
      name: 'rows.read',
      sum: {
        ...{ aggregationTemporality: 1, isMonotonic: true },
        dataPoints: [{ timeUnixNano: `${NOON_MS + second * 1000}000000`, asInt: '20' }],
      },
    });
    assert.equal(await (await post(app, METRICS, 'application/json', body)).text(), '{}');
  }
  const path = routes.promqlQuery.href({}, { query: 'rate(rows_read_total[1m])', time: NOON_MS / 1000 + 60 });
  const { data } = (await (await app.fetch(path, { as: 'read' })).json()) as {
    data: { result: { value: [number, string] }[] };
  };
  assert.equal(data.result[0]!.value[1], '2');
});
