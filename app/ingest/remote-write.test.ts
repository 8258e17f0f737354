import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { compress } from 'snappyjs';
import { MAX_PENDING_CALLS } from '../../db/keeper/pending-calls.ts';
import { STALE } from '../history/is-stale.ts';
import type { Samples } from '../promql/eval/source.ts';
import { encodeWriteRequest } from '../promql/testing/compare/write-request.ts';
import { routes } from '../routes.ts';
import { NOON_MS, type OpenApp, openApp } from '../testing/open-app.ts';
import { MAX_WAITING_BYTES } from './intake.ts';
import { limits } from './limits.ts';
import { parseRemoteWrite } from './remote-write.ts';

/** A series of whole seconds after noon; undefined stands for its end. */
function series(
  labels: Samples['labels'],
  ...points: readonly (readonly [second: number, value: number | undefined])[]
): Samples {
  const values = Float64Array.from(points, ([, value]) => value ?? 0);
  for (const [at, [, value]] of points.entries()) if (value === undefined) values.set(STALE, at);
  return { labels, times: Float64Array.from(points, ([second]) => NOON_MS + second * 1000), values };
}

const TEMPERATURE = { __name__: 'temperature', room: 'kitchen' };

function write(app: OpenApp, body: Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  return app.fetch(routes.remoteWrite.href(), {
    as: 'ingest',
    method: 'POST',
    headers: { 'Content-Type': 'application/x-protobuf', ...headers },
    body: new Uint8Array(body),
  });
}

const send = (app: OpenApp, ...all: readonly Samples[]) => write(app, compress(encodeWriteRequest(all)));

async function valuesAt(app: OpenApp, query: string, second: number): Promise<string[]> {
  const path = routes.promqlQuery.href({}, { query, time: NOON_MS / 1000 + second });
  const { data } = (await (await app.fetch(path, { as: 'read' })).json()) as {
    data: { result: { value: [number, string] }[] };
  };
  return data.result.map(({ value }) => value[1]);
}

test('samples are kept whatever the body is packed with, and all of it is answered 204 without a word', async t => {
  const app = await openApp(t);
  const plain = (second: number) => encodeWriteRequest([series(TEMPERATURE, [second, second])]);
  const packed: readonly [Uint8Array, Record<string, string>][] = [
    [compress(plain(1)), { 'Content-Encoding': 'snappy' }],
    [compress(plain(2)), {}],
    [gzipSync(plain(3)), { 'Content-Encoding': 'gzip' }],
    [zstdCompressSync(plain(4)), { 'Content-Encoding': 'zstd' }],
    [compress(plain(5)), { 'Content-Type': 'application/x-protobuf;proto=prometheus.WriteRequest' }],
  ];
  for (const [body, headers] of packed) {
    const answer = await write(app, body, headers);
    assert.deepEqual([answer.status, await answer.text()], [204, '']);
  }
  assert.deepEqual(await valuesAt(app, 'count_over_time(temperature[1m])', 5), ['5']);
});

test('another message, type or encoding is refused with 415, before anything of it could be lost', async t => {
  const app = await openApp(t);
  const body = compress(encodeWriteRequest([series(TEMPERATURE, [0, 1])]));
  for (const headers of [
    { 'Content-Type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' },
    { 'Content-Type': 'application/x-protobuf; PROTO="io.prometheus.write.v2.Request"' },
    { 'Content-Type': 'application/json' },
    { 'Content-Encoding': 'br' },
  ]) {
    const answer = await write(app, body, headers);
    assert.equal(answer.status, 415, JSON.stringify(headers));
    assert.match(await answer.text(), /[.]\n$/);
  }
  assert.deepEqual(await app.deps.history.series({}), []);
});

test('of a body with bad series the good ones are kept, and 400 says what was wrong, so that it is not sent again', async t => {
  const app = await openApp(t);
  const year = 366 * 24 * 3600;
  const answer = await send(
    app,
    series({ __name__: 'good' }, [0, 1]),
    series({ room: 'nameless' }, [0, 1]),
    series({ __name__: 'old' }, [-year, 1]),
  );
  assert.equal(answer.status, 400);
  assert.equal(
    await answer.text(),
    '1 samples were kept, 2 were not. The first: series 2: a series has no name; send it in the label __name__.\n',
  );
  assert.deepEqual(
    (await app.deps.history.latest({})).series.map(({ metric }) => metric),
    ['good'],
  );
});

test('samples come late, twice and in any order', async t => {
  const app = await openApp(t);
  await send(app, series(TEMPERATURE, [10, 1], [30, 3]));
  await send(app, series(TEMPERATURE, [20, 2], [10, 1]));
  await send(app, series(TEMPERATURE, [20, 2.5], [5, 0.5]));
  const path = routes.promqlQuery.href({}, { query: 'temperature[1m]', time: NOON_MS / 1000 + 30 });
  const { data } = (await (await app.fetch(path, { as: 'read' })).json()) as {
    data: { result: { values: [number, string][] }[] };
  };
  assert.deepEqual(
    data.result[0]!.values.map(([at, value]) => [at - NOON_MS / 1000, value]),
    [
      [5, '0.5'],
      [10, '1'],
      [20, '2.5'],
      [30, '3'],
    ],
  );
});

test('a series that ends is over at once, and goes on when it comes again', async t => {
  const app = await openApp(t);
  await send(app, series(TEMPERATURE, [0, 21], [15, 22]));
  await send(app, series(TEMPERATURE, [30, undefined]), series({ __name__: 'other' }, [30, 1]));
  assert.deepEqual(await valuesAt(app, 'temperature', 29), ['22']);
  assert.deepEqual(await valuesAt(app, 'temperature', 31), []);
  assert.deepEqual(await valuesAt(app, 'count_over_time(temperature[1m])', 31), ['2']);
  app.nowMs = NOON_MS + 31_000;
  const federated = await app.fetch(routes.federate.href({}, { 'match[]': '{__name__=~".+"}' }), { as: 'read' });
  assert.doesNotMatch(await federated.text(), /^temperature/m);
  // What it read last stays, and grows old.
  const latest = async () => (await app.deps.history.latest({ metrics: ['temperature'] })).series[0]!;
  assert.deepEqual([(await latest()).value, (await latest()).atMs], [22, NOON_MS + 15_000]);
  await send(app, series(TEMPERATURE, [60, 23]));
  assert.deepEqual(await valuesAt(app, 'temperature', 61), ['23']);
  assert.equal((await latest()).value, 23);
});

test('an end survives beside samples that are refused, which makes the others move together', async t => {
  const app = await openApp(t);
  const year = 366 * 24 * 3600;
  await send(app, series(TEMPERATURE, [0, 21]));
  await send(app, series({ __name__: 'old' }, [-year, 1]), series(TEMPERATURE, [10, undefined]));
  assert.deepEqual(await valuesAt(app, 'temperature', 11), []);
});

test('the end of a series that is not there is no fault, and makes none', async t => {
  const app = await openApp(t);
  const answer = await send(app, series({ __name__: 'gone' }, [0, undefined]), series(TEMPERATURE, [0, 21]));
  assert.equal(answer.status, 204);
  assert.deepEqual(
    (await app.deps.history.series({})).map(({ metric }) => metric),
    ['temperature'],
  );
});

test('NaN and infinite numbers are kept as they are', async t => {
  const app = await openApp(t);
  await send(app, series({ __name__: 'a' }, [0, Number.NaN]), series({ __name__: 'b' }, [0, Number.NEGATIVE_INFINITY]));
  assert.deepEqual([await valuesAt(app, 'a', 1), await valuesAt(app, 'b', 1)], [['NaN'], ['-Inf']]);
});

test('a body of more samples than a request may hold keeps the first ones', () => {
  const count = limits.readingsPerRequest + 10;
  const long = {
    labels: { __name__: 'a' },
    times: new Float64Array(count).map((_, at) => NOON_MS + at),
    values: new Float64Array(count),
  };
  const { points: kept, problems } = parseRemoteWrite(encodeWriteRequest([long, series({ __name__: 'b' }, [0, 1])]));
  assert.equal(kept.length, limits.readingsPerRequest);
  assert.deepEqual(
    problems.map(({ line }) => line),
    [1, 2],
  );
  assert.match(problems[0]!.reason, /at most 200000 readings/);
});

test('when too much waits, all who can send again are told when: 503 with Retry-After', async t => {
  const app = await busyApp(t);
  const body = new Uint8Array(compress(encodeWriteRequest([series(TEMPERATURE, [0, 1])])));
  const metrics = JSON.stringify({
    resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'a', gauge: { dataPoints: [{ asInt: 1 }] } }] }] }],
  });
  const requests = [
    [routes.remoteWrite.href(), body, 'application/x-protobuf'],
    [routes.otlpMetrics.href(), metrics, 'application/json'],
    [routes.pushJob.href({ job: 'x' }), 'a 1\n', 'text/plain'],
  ] as const;
  const answers = requests.map(([path, sent, type]) =>
    app.fetch(path, { as: 'ingest', method: 'POST', body: sent, headers: { 'Content-Type': type } }),
  );
  for (const answer of await Promise.all(answers)) {
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1']);
    assert.match(await answer.text(), /Send it again in a moment/);
  }
});

/** One whose history has all the work that it may have waiting, and whose intake too. */
async function busyApp(t: TestContext): Promise<OpenApp> {
  const app = await openApp(t);
  const long = Array.from({ length: 50_000 }, (_, i) => ({ metric: 'x', labels: {}, value: i, atMs: NOON_MS - i }));
  const waiting: Promise<unknown>[] = [app.deps.history.append(long)];
  for (let i = 1; i < MAX_PENDING_CALLS; i++) waiting.push(app.deps.history.stats());
  const blank = new Uint8Array(MAX_WAITING_BYTES).fill(0x20);
  waiting.push(app.deps.intake.take({ protocol: 'influx', precision: 'ns' }, blank, NOON_MS));
  t.after(() => Promise.all(waiting).then(() => {}));
  return app;
}
