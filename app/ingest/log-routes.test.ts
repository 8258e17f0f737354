import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type TestContext, test } from 'node:test';
import { compress } from 'snappyjs';
import type { KeptLine } from '../logs/log-line.ts';
import { routes } from '../routes.ts';
import { NOON_MS, type OpenApp, openApp } from '../testing/open-app.ts';
import { writeProtobuf } from './protobuf/write-protobuf.ts';

const stream = (name: string, query = {}) => routes.logStream.href({ stream: name }, query);

test('one line and many are kept and answered in words, with labels from the address', async t => {
  const app = await openApp(t);
  const send = async (path: string, body: string, accept = '*/*') => {
    const response = await app.fetch(path, { as: 'ingest', method: 'POST', body, accept });
    return [response.status, await response.text()];
  };
  assert.deepEqual(await send(stream('app', { host: 'boat', level: 'warn' }), 'queue is long'), [
    200,
    'ok 1 line to app\n',
  ]);
  assert.deepEqual(await send(stream('app'), 'a\n{"level":"error","msg":"b","n":7}\n'), [200, 'ok 2 lines to app\n']);
  const brief = (await app.deps.logs.tail('app', 10)).map(({ level, text, fields, atMs }) => [
    level,
    text,
    fields,
    atMs,
  ]);
  assert.deepEqual(brief, [
    ['warn', 'queue is long', { host: 'boat' }, NOON_MS],
    ['info', 'a', {}, NOON_MS],
    ['error', 'b', { n: '7' }, NOON_MS],
  ]);
  assert.deepEqual(await send(stream('app'), '\n \n'), [
    400,
    'refused: there is no line in the body; send text, one line or many.\n',
  ]);
  const [status, json] = await send(stream('app'), 'x\n2020-01-01T00:00:00Z long ago', 'application/json');
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(String(json)), {
    ...{ ok: true, stream: 'app', accepted: 1, refused: 1 },
    reasons: ['1 line is older than the 30 days that logs are kept.'],
  });
  assert.match(String((await send(stream('a\u0007'), 'x'))[1]), /control character/);
  assert.match(String((await send(stream('a'.repeat(300)), 'x'))[1]), /longer than 200 bytes/);
});

test('only who may write sends lines', async t => {
  const app = await openApp(t);
  for (const path of [stream('app'), routes.lokiPush.href()])
    for (const [as, status] of [
      [undefined, 401],
      ['read', 403],
      ['owner', 403],
    ] as const)
      assert.equal((await app.fetch(path, { ...(as && { as }), method: 'POST', body: 'x' })).status, status);
});

test('a body that never ends is kept as it comes, traces whole; its token takes it along', async t => {
  const app = await openApp(t);
  const sending = await sendEndlessly(t, app);
  const seen = followLines(app);
  sending.body.write('one\ntw');
  await seen.until(1);
  sending.body.write('o\nError: boom\n    at f\n');
  sending.body.write('    at g\n');
  await seen.until(3);
  assert.deepEqual(seen.texts, ['one', 'two', 'Error: boom\n    at f\n    at g']);
  assert.equal(app.deps.gate.open, 1);
  const [token] = app.deps.auth.tokens().filter(({ scope, name }) => scope === 'ingest' && /test/.test(name));
  await app.deps.state.transactional.batch(() => app.deps.auth.revokeToken(token!.id));
  const [status, text] = await sending.answer;
  assert.deepEqual([status, text], [200, 'ok 3 lines to app\n']);
  assert.equal(app.deps.gate.open, 0);
});

test('who breaks off has everything kept that was sent', async t => {
  const app = await openApp(t);
  const sending = await sendEndlessly(t, app);
  sending.answer.catch(() => {});
  const seen = followLines(app);
  sending.body.write('one\nand a half');
  await seen.until(1);
  sending.body.destroy();
  await seen.until(2);
  assert.deepEqual(seen.texts, ['one', 'and a half']);
});

test('Loki: JSON and packed protobuf are kept and answered 204; what cannot be read is 400 with a sentence', async t => {
  const app = await openApp(t);
  const push = (body: string | Buffer<ArrayBuffer>, type: string) =>
    app.fetch(routes.lokiPush.href(), { as: 'ingest', method: 'POST', body, headers: { 'Content-Type': type } });
  const json = {
    streams: [
      {
        stream: { app: 'shop', level: 'warning', host: 'boat' },
        values: [
          [`${NOON_MS}000000`, 'order late order=7'],
          [`${NOON_MS + 1}000000`, '{"msg":"b","level":"error"}', { trace: 'abc' }],
        ],
      },
      {
        stream: { host: 'boat' },
        values: [
          ['x', 'y'],
          [`${NOON_MS}000000`, 'no name'],
        ],
      },
    ],
  };
  const partly = await push(JSON.stringify(json), 'application/json');
  assert.deepEqual(
    [partly.status, await partly.text()],
    [400, '3 lines were kept, 1 not: a value must be ["nanoseconds since 1970", "line"].\n'],
  );
  json.streams.pop();
  assert.equal((await push(JSON.stringify(json), 'application/json')).status, 204);
  const packed = compress(lokiProtobuf('{app="shop", host="b\\"o"}', NOON_MS, 'from protobuf'));
  assert.equal((await push(Buffer.from(packed), 'application/x-protobuf')).status, 204);
  const lines = await app.deps.logs.tail('shop', 9);
  const of = (wanted: string) => {
    const { level, fields } = lines.find(({ text }) => text === wanted)!;
    return [level, fields];
  };
  assert.deepEqual(of('order late'), ['warn', { host: 'boat', order: '7' }]);
  assert.deepEqual(of('from protobuf'), ['info', { host: 'b"o' }]);
  assert.deepEqual(of('b'), ['warn', { host: 'boat', trace: 'abc' }]);
  assert.equal((await app.deps.logs.tail('loki', 9))[0]!.text, 'no name');
  for (const [body, type, sentence] of [
    ['{', 'application/json', /no JSON/],
    ['{}', 'application/json', /no "streams"/],
    [Buffer.from([1, 2, 3]), 'application/x-protobuf', /no snappy block/],
    [Buffer.from([0x80, 0x80, 0x80, 0x40, 0]), 'application/x-protobuf', /33554432 are the limit/],
    [
      Buffer.from(compress(Buffer.from([10, 200, 1]))),
      'application/x-protobuf',
      /not the protobuf message it should be/,
    ],
  ] as const) {
    const response = await push(body, type);
    assert.equal(response.status, 400);
    assert.match(await response.text(), sentence);
  }
});

test('OTLP refuses in the encoding of the request, and tells of what was left out', async t => {
  const app = await openApp(t);
  const post = (
    body: string | Buffer<ArrayBuffer>,
    type: string,
    as: 'ingest' | 'read' = 'ingest',
    route: 'otlpLogs' | 'lokiOtlpLogs' = 'otlpLogs',
  ) => app.fetch(routes[route].href(), { as, method: 'POST', body, headers: { 'Content-Type': type } });
  const bad = await post('{', 'application/json');
  assert.deepEqual([bad.status, bad.headers.get('content-type')], [400, 'application/json']);
  assert.match(((await bad.json()) as { message: string }).message, /no JSON/);
  const unnamed = await post('{}', 'text/plain');
  assert.deepEqual(
    [unnamed.status, ((await unnamed.json()) as { message: string }).message],
    [415, 'Send the body as application/json or application/x-protobuf, not as text/plain.'],
  );
  const forbidden = await post(Buffer.from([]), 'application/x-protobuf', 'read');
  assert.deepEqual([forbidden.status, forbidden.headers.get('content-type')], [403, 'application/x-protobuf']);
  assert.deepEqual([...new Uint8Array(await forbidden.arrayBuffer())].slice(0, 3), [8, 7, 18]);
  const record = (ms: number) => ({ timeUnixNano: `${ms}000000`, severityNumber: 17, body: { stringValue: 'boom' } });
  const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [record(NOON_MS), record(1000)] }] }] };
  const partly = await post(JSON.stringify(logs), 'application/json', 'ingest', 'lokiOtlpLogs');
  assert.deepEqual(
    [partly.status, await partly.json()],
    [
      200,
      {
        partialSuccess: {
          rejectedLogRecords: '1',
          errorMessage: '1 line is older than the 30 days that logs are kept.',
        },
      },
    ],
  );
  assert.deepEqual(
    (await app.deps.logs.tail('otlp', 9)).map(({ level, text }) => [level, text]),
    [['error', 'boom']],
  );
});

function lokiProtobuf(labels: string, atMs: number, line: string): Uint8Array {
  const time = writeProtobuf([[1, Math.floor(atMs / 1000)]]);
  const entry = writeProtobuf([
    [1, time],
    [2, line],
  ]);
  const stream = writeProtobuf([
    [1, labels],
    [2, entry],
  ]);
  return writeProtobuf([[1, stream]]);
}

async function sendEndlessly(t: TestContext, app: OpenApp) {
  const url = new URL(stream('app'), await app.listen());
  const body = httpRequest(url, { method: 'PUT', headers: app.headersOf('ingest') });
  body.on('error', () => {});
  t.after(() => body.destroy());
  const answer = once(body, 'response').then(async ([response]) => {
    let text = '';
    for await (const chunk of response) text += chunk;
    return [response.statusCode, text];
  });
  return { body, answer };
}

function followLines(app: OpenApp) {
  const texts: string[] = [];
  let wake = () => {};
  const subscription = app.deps.logs.live.subscribe({ filter: (line: KeptLine) => line.stream === 'app' });
  const follow = async () => {
    for await (const item of subscription) {
      if (item.kind === 'event') texts.push(item.value.text);
      wake();
    }
  };
  void follow();
  return {
    texts,
    async until(count: number) {
      while (texts.length < count) await new Promise<void>(resolve => (wake = resolve));
    },
  };
}
