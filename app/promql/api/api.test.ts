import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Reading } from '../../history/reading.ts';
import { routes } from '../../routes.ts';
import { type AppRequest, NOON_MS, type OpenApp, openApp } from '../../testing/open-app.ts';

const NOON = NOON_MS / 1000;

function reading(metric: string, second: number, value: number, labels: Reading['labels'] = {}): Reading {
  return { metric, labels, value, atMs: NOON_MS + second * 1000 };
}

describe("Prometheus' HTTP API", () => {
  let app: OpenApp;
  const cleaning: (() => Promise<void>)[] = [];

  before(async () => {
    app = await openApp({ after: clean => cleaning.push(clean) });
    const minute = Array.from({ length: 61 }, (_, second) => second);
    await app.deps.history.append([
      ...minute.map(second => reading('requests_total', second - 60, second * 2, { job: 'web', host: 'b' })),
      ...minute.map(second => reading('requests_total', second - 60, second / 4, { job: 'web', host: 'a' })),
      reading('old', -7200, 1, { job: 'gone' }),
      reading('cpu.load', 0, 1e-7, { größe: 'a "b"\n' }),
    ]);
    await app.deps.history.describe([
      { metric: 'requests_total', type: 'counter', unit: 'requests', help: 'How many.' },
    ]);
    app.nowMs = NOON_MS;
  });
  after(async () => {
    for (const clean of cleaning) await clean();
  });

  const fetch = (path: string, request: AppRequest = {}) => app.fetch(path, { as: 'read', ...request });

  async function ask(path: string, request: AppRequest = {}) {
    const response = await fetch(path, request);
    return { status: response.status, body: (await response.json()) as { data: unknown; warnings?: unknown } };
  }

  const data = async (path: string) => (await ask(path)).body.data;
  const query = (query: string, more: Record<string, string> = {}) => routes.promqlQuery.href({}, { query, ...more });
  const range = (query: string, more: Record<string, string> = {}) =>
    routes.promqlQueryRange.href({}, { query, start: `${NOON - 20}`, end: `${NOON}`, step: '10', ...more });

  it('answers a vector as Prometheus writes it', async () => {
    const response = await fetch(query('requests_total', { time: `${NOON}.5` }));
    assert.deepEqual(
      [response.status, response.headers.get('content-type'), response.headers.get('cache-control')],
      [200, 'application/json', 'no-store'],
    );
    assert.equal(
      await response.text(),
      '{"status":"success","data":{"resultType":"vector","result":[' +
        `{"metric":{"__name__":"requests_total","host":"a","job":"web"},"value":[${NOON}.500,"15"]},` +
        `{"metric":{"__name__":"requests_total","host":"b","job":"web"},"value":[${NOON}.500,"120"]}]}}`,
    );
  });

  it('answers a scalar, a text, a range of samples, and numbers that JSON does not have', async () => {
    assert.deepEqual(await data(query('1 + 1', { time: `${NOON}` })), { resultType: 'scalar', result: [NOON, '2'] });
    assert.deepEqual(await data(query('"a"', { time: `${NOON}` })), { resultType: 'string', result: [NOON, 'a'] });
    const values = ['1/0', '-1/0', '0/0', '1e-7', '1e21', '-0', '123456789.125'].map(async text => {
      const { result } = (await data(query(text))) as { result: [number, string] };
      return result[1];
    });
    assert.deepEqual(await Promise.all(values), ['+Inf', '-Inf', 'NaN', '1e-07', '1e+21', '-0', '123456789.125']);
    assert.deepEqual(await data(query('requests_total{host="a"}[2s]', { time: `${NOON}` })), {
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'requests_total', host: 'a', job: 'web' },
          values: [
            [NOON - 1, '14.75'],
            [NOON, '15'],
          ],
        },
      ],
    });
  });

  it('answers a range, sorted by labels, also of one step and of a number', async () => {
    const { resultType, result } = (await data(range('rate(requests_total[20s])'))) as {
      resultType: string;
      result: { metric: object; values: [number, string][] }[];
    };
    assert.equal(resultType, 'matrix');
    assert.deepEqual(
      result.map(({ metric, values }) => [metric, values]),
      [
        [{ host: 'a', job: 'web' }, [-20, -10, 0].map(at => [NOON + at, '0.25'])],
        [{ host: 'b', job: 'web' }, [-20, -10, 0].map(at => [NOON + at, '2'])],
      ],
    );
    const one = await data(range('1', { start: `${NOON}` }));
    assert.deepEqual(one, { resultType: 'matrix', result: [{ metric: {}, values: [[NOON, '1']] }] });
  });

  it('takes times as RFC 3339 and lengths as durations, from a form as from the address', async () => {
    const form = {
      query: 'requests_total{host="b"}',
      start: '2026-06-01T11:59:50Z',
      end: '2026-06-01T14:00:00.000+02:00',
      step: '10s',
    };
    const posted = await ask(routes.promqlQueryRange.href(), { form });
    const { result } = posted.body.data as { result: { values: unknown }[] };
    assert.deepEqual(result[0]!.values, [
      [NOON - 10, '100'],
      [NOON, '120'],
    ]);
    const mixed = await ask(query('vector(2)'), { form: { query: 'vector(3)' } });
    assert.match(JSON.stringify(mixed.body), /"3"/, 'the form comes first');
  });

  it('looks back as long as is asked for, and leaves out lines over the limit with a warning', async () => {
    const count = async (more: Record<string, string>) =>
      ((await data(query('old', more))) as { result: unknown[] }).result.length;
    assert.deepEqual([await count({}), await count({ lookback_delta: '3h' })], [0, 1]);
    const cut = await ask(query('requests_total', { limit: '1' }));
    assert.equal((cut.body.data as { result: unknown[] }).result.length, 1);
    assert.deepEqual(cut.body.warnings, ['results truncated due to limit']);
    assert.equal((await ask(query('requests_total', { limit: '2' }))).body.warnings, undefined);
  });

  it('tells what is wrong in words, with the kind and the status that clients go by', async () => {
    const wrong: [path: string, status: number, type: string, message: RegExp][] = [
      [query('rate(requests_total'), 400, 'bad_data', /^invalid parameter "query": 1:5: parse error: /],
      [query('1 +\n sum('), 400, 'bad_data', /"query": 2:5: parse error/],
      [routes.promqlQuery.href(), 400, 'bad_data', /"query": it is missing/],
      [query('1', { time: 'noon' }), 400, 'bad_data', /"time": cannot parse "noon"/],
      [query('1', { timeout: '-1' }), 400, 'bad_data', /"timeout"/],
      [query('1', { limit: '-1' }), 400, 'bad_data', /"limit"/],
      [range('1', { step: '0' }), 400, 'bad_data', /"step"/],
      [range('1', { end: `${NOON - 30}` }), 400, 'bad_data', /must not be before start/],
      [range('1', { step: '0.001' }), 400, 'bad_data', /exceeded maximum resolution of 11000 points/],
      [range('"text"'), 400, 'bad_data', /invalid expression type "string" for range query/],
      [range('old[5m]'), 400, 'bad_data', /invalid expression type "range vector" for range query/],
      [query('requests_total * on(job) requests_total'), 422, 'execution', /./],
      [query('max_over_time(old[1y:1ms])'), 422, 'execution', /more than 10000000 samples/],
      [query('quantile_over_time(0.5, requests_total[1d:1s])', { timeout: '1ms' }), 503, 'timeout', /given up/],
      [routes.promqlSeries.href(), 400, 'bad_data', /no match\[\] parameter provided/],
      [routes.promqlSeries.href({}, { 'match[]': 'sum(x)' }), 400, 'bad_data', /"match\[\]": 1:1: parse error/],
    ];
    for (const [path, status, type, message] of wrong) {
      const response = await fetch(path);
      const body = (await response.json()) as { status: string; errorType: string; error: string };
      assert.deepEqual([response.status, body.status, body.errorType], [status, 'error', type], path);
      assert.match(body.error, message);
    }
  });

  it('lists labels, their values and series, of those that still send where a start is given', async () => {
    assert.deepEqual(await data(routes.promqlLabels.href()), ['__name__', 'größe', 'host', 'job']);
    const since = { start: `${NOON - 60}`, end: `${NOON}` };
    assert.deepEqual(await data(routes.promqlLabelValues.href({ name: 'job' })), ['gone', 'web']);
    assert.deepEqual(await data(routes.promqlLabelValues.href({ name: 'job' }, since)), ['web']);
    assert.deepEqual(await data(routes.promqlLabelValues.href({ name: '__name__' })), [
      'cpu.load',
      'old',
      'requests_total',
    ]);
    assert.deepEqual(await data(routes.promqlLabelValues.href({ name: 'U__gr_f6__df_e' })), ['a "b"\n']);
    assert.deepEqual(await data(routes.promqlLabelValues.href({ name: 'host' }, { 'match[]': 'old' })), []);
    assert.deepEqual(await data(routes.promqlSeries.href({}, { 'match[]': '{host=~"a|c"}' })), [
      { __name__: 'requests_total', host: 'a', job: 'web' },
    ]);
    const cut = await ask(routes.promqlLabels.href({}, { limit: '1' }));
    assert.deepEqual(cut.body, { status: 'success', data: ['__name__'], warnings: ['results truncated due to limit'] });
    const form = { 'match[]': 'old' };
    assert.deepEqual((await ask(routes.promqlLabels.href(), { form })).body.data, ['__name__', 'job']);
  });

  it('tells what is known of metrics, and what it is', async () => {
    const known = { requests_total: [{ type: 'counter', help: 'How many.', unit: 'requests' }] };
    assert.deepEqual(await data(routes.promqlMetadata.href()), known);
    assert.deepEqual(await data(routes.promqlMetadata.href({}, { metric: 'old' })), {});
    const info = (await data(routes.promqlBuildInfo.href())) as { version: string };
    assert.match(info.version, /^3\./);
    assert.equal(
      await data(routes.promqlFormat.href({}, { query: 'sum(rate(x[5m]))by(a)' })),
      'sum by (a) (rate(x[5m]))',
    );
  });

  it('is for who may read, however the token comes', async () => {
    const statusFor = async (headers: Record<string, string>) => (await app.fetch(query('1'), { headers })).status;
    const basic = (token: string) => ({ Authorization: `Basic ${btoa(`grafana:${token}`)}` });
    assert.deepEqual(
      await Promise.all([
        statusFor({}),
        statusFor(basic(app.tokens.read)),
        statusFor({ Authorization: `Bearer ${app.tokens.read}` }),
        statusFor(basic(app.tokens.ingest)),
      ]),
      [401, 200, 200, 403],
    );
    const body = await (await app.fetch(query('1'))).json();
    assert.deepEqual((body as { errorType: string }).errorType, 'unauthorized');
    const foreign = await fetch(query('1'), { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } });
    assert.equal(foreign.status, 403);
  });

  it('packs what is large for who can unpack it', async () => {
    const path = range('requests_total', { start: `${NOON - 60}`, step: '1' });
    const plain = await fetch(path);
    assert.deepEqual([plain.headers.get('content-encoding'), plain.headers.get('vary')], [null, 'Accept-Encoding']);
    const packed = await fetch(path, { headers: { 'Accept-Encoding': 'gzip, deflate' } });
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    assert.equal(gunzipSync(await packed.arrayBuffer()).toString(), await plain.text());
    const refused = await fetch(path, { headers: { 'Accept-Encoding': 'gzip;q=0' } });
    assert.equal(refused.headers.get('content-encoding'), null);
  });

  it('is scraped by another Prometheus: the newest samples, as text or OpenMetrics', async () => {
    const scrape = async (accept: string, ...selectors: string[]) => {
      const search = new URLSearchParams(selectors.map((selector): [string, string] => ['match[]', selector]));
      return fetch(`${routes.federate.href()}?${search}`, { accept });
    };
    const text = await scrape('text/plain', 'requests_total', '{host="a"}', 'old', '{__name__="cpu.load"}');
    assert.match(text.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
    assert.equal(
      await text.text(),
      `# TYPE cpu_load untyped\ncpu_load{gr__e="a \\"b\\"\\n"} 1e-07 ${NOON_MS}\n` +
        `# TYPE requests_total untyped\nrequests_total{host="a",job="web"} 15 ${NOON_MS}\n` +
        `requests_total{host="b",job="web"} 120 ${NOON_MS}\n`,
    );
    const open = await scrape('application/openmetrics-text; version=1.0.0; escaping=allow-utf-8', '{"cpu.load"}');
    assert.match(open.headers.get('content-type')!, /^application\/openmetrics-text/);
    assert.equal(
      await open.text(),
      `# TYPE "cpu.load" unknown\n{"cpu.load","größe"="a \\"b\\"\\n"} 1e-07 ${NOON}\n# EOF\n`,
    );
    const wrong = await scrape('text/plain', 'sum(');
    assert.deepEqual([wrong.status, /parse error/.test(await wrong.text())], [400, true]);
  });
});

test('a client that goes away takes its query with it', async t => {
  const app = await openApp(t);
  await app.deps.history.append(Array.from({ length: 8000 }, (_, i) => reading('x', -i, i)));
  const origin = await app.listen();
  const path = routes.promqlQueryRange.href(
    {},
    {
      query: 'quantile_over_time(0.5, x[3h])',
      start: `${NOON - 8000}`,
      end: `${NOON}`,
      step: '1',
      timeout: '60',
    },
  );
  const headers = app.headersOf('read');
  await fetch(origin + routes.promqlQuery.href({}, { query: 'x' }), { headers });
  const leaving = new AbortController();
  const asking = Array.from({ length: 2 }, () => fetch(origin + path, { headers, signal: leaving.signal }));
  const waiting = fetch(origin + routes.promqlQuery.href({}, { query: '1' }), { headers });
  leaving.abort();
  for (const one of asking) await assert.rejects(one, { name: 'AbortError' });
  assert.equal((await waiting).status, 200);
  assert.deepEqual(app.complaints, []);
});
