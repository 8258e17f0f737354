import assert from 'node:assert/strict';
import { after, describe, it, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { MAX_PENDING_CALLS } from '../../db/keeper/pending-calls.ts';
import { routes } from '../routes.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';
import { MAX_WAITING_BYTES } from './intake.ts';
import { bodyLimits } from './limits.ts';

/** Each test has metrics of its own in it. */
const app = await openApp({ after });
const { history, logs } = app.deps;

const one = (metric: string, query = {}) => routes.inOne.href({ metric }, query);
const MANY = routes.inMany.href();

const post = (path: string, body: NonNullable<RequestInit['body']>, request: AppRequest = {}) =>
  app.fetch(path, { as: 'ingest', method: 'POST', body, ...request });

/** Status and words. */
async function said(answer: Promise<Response>): Promise<[number, string]> {
  const response = await answer;
  return [response.status, await response.text()];
}

async function valuesOf(metric: string) {
  const { series } = await history.latest({ metrics: [metric] });
  return series.map(({ key, value }) => [key, value]);
}

describe('one reading at its own address', () => {
  it('comes as POST, as PUT or as GET, and is answered in words', async () => {
    assert.deepEqual(await said(post(one('first', { room: 'attic' }), '21.4')), [
      200,
      'ok first{room="attic"} = 21.4 (new)\n',
    ]);
    assert.deepEqual(await said(post(one('first', { room: 'attic' }), '22', { method: 'PUT' })), [
      200,
      'ok first{room="attic"} = 22\n',
    ]);
    assert.deepEqual(await said(app.fetch(one('first', { v: 23, unit: '°C' }), { as: 'ingest' })), [
      200,
      'ok first = 23 °C (new)\n',
    ]);
    assert.deepEqual(await valuesOf('first'), [
      ['first', 23],
      ['first{room="attic"}', 22],
    ]);
  });

  it('is answered as JSON to who asks for it', async () => {
    const response = await post(one('as_json', { unit: 'W' }), '7', { accept: 'application/json' });
    assert.deepEqual(await response.json(), {
      ok: true,
      series: 'as_json',
      value: 7,
      unit: 'W',
      atMs: app.nowMs,
      new: true,
    });
    const refused = await post(one('as_json'), '7,5', { accept: 'application/json' });
    assert.equal(refused.status, 400);
    assert.deepEqual(await refused.json(), { ok: false, error: '"7,5" has a decimal comma; write 7.5.' });
  });

  it('carries its own time', async () => {
    await post(one('timed', { t: '2026-06-01T11:00:00Z' }), '1');
    const { series } = await history.latest({ metrics: ['timed'] });
    assert.equal(series[0]!.atMs, Date.UTC(2026, 5, 1, 11));
  });

  it('is refused with a sentence when it is none', async () => {
    assert.equal((await app.fetch(one('empty'), { as: 'ingest' })).status, 400);
    const [status, words] = await said(post(one('room temperature'), '1'));
    assert.equal(status, 400);
    assert.match(words, /^refused: "room temperature" is no metric name: .* as in room_temperature\.\n$/);
    assert.match((await said(post(one('x', { v: 1 }), '2')))[1], /a value in v= and one in the body/);
    assert.match((await said(post(one('x', { t: '2020-01-01T00:00:00Z' }), '2')))[1], /kept for 30 days/);
  });

  it('is not sent by who only looks', async () => {
    const looked = await app.fetch(one('looked_at', { v: 1 }), { as: 'ingest', method: 'HEAD' });
    assert.deepEqual([looked.status, looked.headers.get('allow')], [405, 'GET, POST, PUT']);
    assert.deepEqual(await valuesOf('looked_at'), []);
  });

  it('is not sent by a page of another site, with any method', async () => {
    for (const method of ['GET', 'POST']) {
      const headers = { 'Sec-Fetch-Site': 'cross-site' };
      assert.equal((await app.fetch(one('forged', { v: 1 }), { as: 'ingest', method, headers })).status, 403);
    }
    assert.deepEqual(await valuesOf('forged'), []);
  });
});

describe('many readings', () => {
  const forms: [what: string, type: string | undefined, body: string][] = [
    ['JSON', 'application/json', '[{"many_json": 1}, {"many_json_b": 2}]'],
    ['NDJSON', 'application/x-ndjson', '{"many_ndjson": 1}\n{"many_ndjson_b": 2}\n'],
    ['CSV', 'text/csv', 'metric,value\nmany_csv,1\nmany_csv_b,2\n'],
    [
      'JSON without its type, as curl sends it',
      'application/x-www-form-urlencoded',
      '{"many_curl": 1, "many_curl_b": 2}',
    ],
  ];
  for (const [what, type, body] of forms) {
    it(`come as ${what}`, async () => {
      const headers: Record<string, string> = type ? { 'Content-Type': type } : {};
      assert.deepEqual(await said(post(MANY, body, { headers })), [200, 'ok 2 readings\n']);
    });
  }

  it('are kept as far as they are good; the bad lines are named', async () => {
    const body = 'metric,value\npartly,1\npartly_b,"21,4"\npartly_c,3\n';
    const [status, words] = await said(post(MANY, body));
    assert.equal(status, 200);
    assert.match(words, /^ok 2 of 3 readings, 1 bad line\nline 3, column \d+: .*21\.4/);
    assert.deepEqual(await valuesOf('partly_c'), [['partly_c', 3]]);
    const json = (await (await post(MANY, body, { accept: 'application/json' })).json()) as Record<string, unknown>;
    assert.deepEqual([json.ok, json.accepted, json.refused], [true, 2, 1]);
  });

  it('are refused when none is good, and when there are none', async () => {
    assert.match((await said(post(MANY, '{"a": "x"}'))).join(), /^400,refused: 1 bad line, nothing was kept/);
    assert.deepEqual(await said(post(MANY, '[]')), [400, 'refused: there is no reading in the body.\n']);
  });

  it('that are refused by the store are named', async () => {
    const body = 'metric,value,time\nold,1,2020-01-01T00:00:00Z\nfresh,2,\n';
    const [status, words] = await said(post(MANY, body));
    assert.equal(status, 200);
    assert.match(words, /^ok 1 of 2 readings\nold = 1: The time 2020-01-01T00:00:00\.000Z is too long ago/);
  });

  it('come compressed', async () => {
    const body = gzipSync('{"zipped": 4}');
    assert.deepEqual(await said(post(MANY, body, { headers: { 'Content-Encoding': 'gzip' } })), [
      200,
      'ok 1 reading\n',
    ]);
    const damaged = await said(post(MANY, body.subarray(0, 12), { headers: { 'Content-Encoding': 'gzip' } }));
    assert.equal(damaged[0], 400);
    assert.match(damaged[1], /not whole gzip/);
    assert.equal((await post(MANY, 'x', { headers: { 'Content-Encoding': 'br' } })).status, 415);
  });

  it('are refused as a whole over the size, in the form that was asked for', async () => {
    const headers = { 'Content-Length': String(bodyLimits.receivedBytes + 1) };
    const [status, words] = await said(post(MANY, '{"big": 1}', { headers }));
    assert.equal(status, 413);
    assert.match(words, /larger than 33554432 bytes/);
    const dense = gzipSync(Buffer.alloc(bodyLimits.plainBytes + 1, ' '));
    assert.equal((await post(MANY, dense, { headers: { 'Content-Encoding': 'gzip' } })).status, 413);
    const json = await post(MANY, '{"big": 1}', { headers, accept: 'application/json' });
    assert.deepEqual(Object.keys((await json.json()) as object), ['error']);
    assert.deepEqual(await valuesOf('big'), []);
  });
});

test('a refused request costs no commit', async () => {
  const before = (await history.stats()).commit;
  await post(one('x'), 'nonsense');
  await post(MANY, '[]');
  await post(routes.influxWrite.href(), 'note text="only a log line"');
  assert.equal((await history.stats()).commit, before);
});

test('sending needs the right to it, whatever the method', async () => {
  const paths = [one('x'), MANY, routes.influxWrite.href(), routes.influxWrite2.href(), routes.influxWrite3.href()];
  for (const path of paths) {
    assert.equal((await app.fetch(path, { method: 'POST', body: '1' })).status, 401, path);
    assert.equal((await post(path, '1', { as: 'read' })).status, 403, path);
  }
  assert.equal((await app.fetch(MANY, { as: 'ingest' })).status, 405);
});

test('when too much waits to be written, senders are asked to come again', async t => {
  const busy = await openApp(t);
  const long = Array.from({ length: 50_000 }, (_, i) => ({ metric: 'x', labels: {}, value: i, atMs: busy.nowMs - i }));
  const waiting: Promise<unknown>[] = [busy.deps.history.append(long)];
  for (let i = 1; i < MAX_PENDING_CALLS; i++) waiting.push(busy.deps.history.stats());
  const blank = new Uint8Array(MAX_WAITING_BYTES).fill(0x20);
  waiting.push(busy.deps.intake.take({ protocol: 'influx', precision: 'ns' }, blank, busy.nowMs));
  const requests = [
    [one('busy'), '1'],
    [MANY, '{"busy": 1}'],
    [routes.influxWrite2.href(), 'busy value=1'],
  ] as const;
  const send = ([path, body]: (typeof requests)[number]) => busy.fetch(path, { as: 'ingest', method: 'POST', body });
  for (const response of await Promise.all(requests.map(send))) {
    assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '1']);
    assert.match(await response.text(), /Send it again in a moment/);
  }
  await Promise.all(waiting);
  assert.equal((await send(requests[0])).status, 200);
});

test('texts in line protocol are kept as log lines, with their tags', async () => {
  const body = 'door,place=harbour note="opened \\"wide\\"",count=3i 1780315200000000000';
  assert.equal((await post(routes.influxWrite.href(), body)).status, 204);
  const [line] = await logs.tail('door', 10);
  const { seq: _, ...kept } = line!;
  assert.deepEqual(kept, {
    stream: 'door',
    atMs: 1_780_315_200_000,
    level: 'info',
    text: 'opened "wide"',
    fields: { place: 'harbour', _field: 'note' },
  });
  assert.deepEqual(await valuesOf('door_count'), [['door_count{place="harbour"}', 3]]);
});

describe('a writer for InfluxDB', () => {
  const versions = [
    {
      version: 1,
      path: routes.influxWrite.href({}, { db: 'x' }),
      wrap: (message: string) => ({ error: message }),
      codes: {},
    },
    {
      version: 2,
      path: routes.influxWrite2.href({}, { org: 'o', bucket: 'b' }),
      wrap: undefined,
      codes: { 400: 'invalid', 401: 'unauthorized', 403: 'forbidden', 413: 'request too large', 415: 'invalid' },
    },
    {
      version: 3,
      path: routes.influxWrite3.href({}, { db: 'x' }),
      wrap: (message: string) => ({ error: message }),
      codes: {},
    },
  ];
  for (const { version, path, wrap, codes } of versions) {
    it(`of version ${version} gets every refusal as the JSON it knows`, async () => {
      const tries: [status: number, request: AppRequest, query?: string][] = [
        [401, { method: 'POST', body: 'a value=1' }],
        [403, { method: 'POST', body: 'a value=1', as: 'read' }],
        [400, { method: 'POST', body: 'a value=1', as: 'ingest' }, '&precision=weeks'],
        [413, { method: 'POST', body: 'a value=1', as: 'ingest', headers: { 'Content-Length': '99999999' } }],
        [415, { method: 'POST', body: 'a value=1', as: 'ingest', headers: { 'Content-Encoding': 'lzma' } }],
      ];
      for (const [status, request, query = ''] of tries) {
        const response = await app.fetch(path + query, request);
        assert.equal(response.status, status);
        assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
        const body = (await response.json()) as Record<string, string>;
        const message = body.error ?? body.message!;
        assert.ok(message.length > 10, message);
        assert.deepEqual(body, wrap ? wrap(message) : { code: (codes as Record<number, string>)[status], message });
        if (status === 401) assert.ok(response.headers.get('www-authenticate'));
      }
    });

    it(`of version ${version} writes, and hears of a bad line while the good ones are kept`, async () => {
      const name = `influx${version}`;
      const nowSeconds = app.nowMs / 1000;
      const body = `${name},room=attic value=1 ${nowSeconds}\n${name} value=oops\n`;
      const response = await post(`${path}&precision=${version === 3 ? 'second' : 's'}`, body);
      assert.equal(response.status, 400);
      assert.match(
        JSON.stringify(await response.json()),
        version === 3 ? /"line_number":2/ : /partial write: line 2, column \d+: .* dropped=1/,
      );
      assert.deepEqual(await valuesOf(name), [[`${name}{room="attic"}`, 1]]);
      assert.deepEqual(await said(post(path, `${name} value=2`)), [204, '']);
      assert.deepEqual(
        await said(post(path, gzipSync(`${name} value=3`), { headers: { 'Content-Encoding': 'gzip' } })),
        [204, ''],
      );
    });
  }

  it('finds what it asks for before it writes', async () => {
    const ping = await app.fetch(routes.influxPing.href());
    assert.deepEqual([ping.status, ping.headers.get('x-influxdb-version')], [204, '1.8.10']);
    assert.equal(((await (await app.fetch(routes.influxHealth.href())).json()) as { status: string }).status, 'pass');
    const create = routes.influxQuery.href({}, { q: 'CREATE DATABASE "telegraf"' });
    assert.deepEqual(await (await app.fetch(create, { as: 'ingest', method: 'POST' })).json(), {
      results: [{ statement_id: 0 }],
    });
    const nobody = await app.fetch(create, { method: 'POST' });
    assert.equal(nobody.status, 401);
    assert.deepEqual(Object.keys((await nobody.json()) as object), ['error']);
  });
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(
    app.complaints.filter(line => !line.includes('503')),
    [],
  );
});
