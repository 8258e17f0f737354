import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { NOON_MS, type OpenApp, openApp } from '../testing/open-app.ts';
import type { LogLine } from './log-line.ts';
import { line } from './testing/temp-logs.ts';

const at = (text: string, more: Partial<LogLine> = {}, stream = 'app') =>
  line(stream, text, { atMs: NOON_MS - 1000, ...more });

async function openWith(t: Parameters<typeof openApp>[0], ...lines: LogLine[]): Promise<OpenApp> {
  const app = await openApp(t);
  await app.deps.logs.append(lines);
  return app;
}

const json = async (app: OpenApp, query: Parameters<typeof routes.logs.href>[1]) =>
  (await app.fetch(routes.logs.href({}, query), { as: 'read', accept: 'application/json' })).json() as Promise<{
    lines: { seq: number; text: string }[];
    before?: string;
  }>;

test('programs get lines as JSON, page by page', async t => {
  const app = await openWith(t, ...Array.from({ length: 25 }, (_, i) => at(`n ${i + 1}`)), at('other', {}, 'b'));
  const first = await json(app, { stream: 'app', limit: 10 });
  assert.deepEqual(first.lines.map(({ text }) => text).slice(0, 2), ['n 16', 'n 17']);
  const second = await json(app, { stream: 'app', limit: 10, before: first.before });
  const third = await json(app, { stream: 'app', limit: 10, before: second.before });
  assert.deepEqual(
    [...third.lines, ...second.lines, ...first.lines].map(({ seq }) => seq),
    Array.from({ length: 25 }, (_, i) => i + 1),
  );
  assert.equal(third.before, undefined);
});

test('search, fields, levels and time narrow what is shown', async t => {
  const app = await openWith(
    t,
    at('order paid', { fields: { order: '7' } }),
    at('order late', { level: 'warn', fields: { order: '8' } }),
    at('long ago', { atMs: NOON_MS - 7_200_000 }),
  );
  const texts = async (query: object) => (await json(app, query as never)).lines.map(({ text }) => text);
  assert.deepEqual(await texts({}), ['order paid', 'order late']);
  assert.deepEqual(await texts({ range: '6h' }), ['long ago', 'order paid', 'order late']);
  assert.deepEqual(await texts({ q: 'ORDER -paid' }), ['order late']);
  assert.deepEqual(await texts({ field: 'order=7' }), ['order paid']);
  assert.deepEqual(await texts({ level: ['warn', 'error'] }), ['order late']);
  assert.deepEqual(await texts({ from: NOON_MS - 8_000_000, to: NOON_MS - 7_000_000 }), ['long ago']);
});

test('a line is found by its number with what is around it, until it is gone', async t => {
  const app = await openWith(t, at('a'), at('x', {}, 'b'), at('c'), at('d'));
  const href = routes.logs.href({}, { line: 3 });
  const page = await (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, /aria-current="true"[^>]*>.*id="line-3".*data-copy="http:\/\/localhost\/logs\?line=3"/s);
  const found = await (await app.fetch(href, { as: 'read', accept: 'application/json' })).json();
  assert.deepEqual(
    [(found as { before: { seq: number }[] }).before[0]!.seq, (found as { after: { seq: number }[] }).after[0]!.seq],
    [1, 4],
  );
  const gone = await app.fetch(routes.logs.href({}, { line: 99 }), { as: 'read', accept: 'application/json' });
  assert.equal(gone.status, 404);
});

test('a terminal gets a line for each, and no escape of a sender', async t => {
  const app = await openWith(
    t,
    at('\u001b]0;evil\u0007red\nsecond \u009b31m', { level: 'error', fields: { a: 'b c' } }),
  );
  const text = await (await app.fetch(routes.logs.href(), { as: 'read', accept: 'text/plain' })).text();
  assert.equal(text, '2026-06-01T11:59:59.000Z error app  red a="b c"\n    second 31m\n');
});

test('a text tail begins with what there is, goes on, and ends with its token', async t => {
  const app = await openWith(t, at('before'), at('not this', { level: 'debug' }));
  const response = await app.fetch(routes.logsLive.href({}, { level: 'info' }), { as: 'read', accept: 'text/plain' });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (word: string) => {
    while (!text.includes(word)) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
    }
  };
  await until('before');
  assert.equal(app.deps.gate.open, 1);
  await app.deps.logs.append([at('hidden', { level: 'debug' }), at('after')]);
  await until('after');
  const revoked = app.deps.auth.identifyToken(app.tokens.read)!;
  assert.ok(revoked.kind === 'token');
  await app.deps.state.transactional.batch(() => app.deps.auth.revokeToken(revoked.tokenId));
  await until('never comes');
  assert.doesNotMatch(text, /hidden|not this/);
  assert.deepEqual([app.deps.gate.open, app.deps.logs.live.subscribers], [0, 0]);
});

test('only who may read sees lines', async t => {
  const app = await openWith(t, at('secret'));
  for (const path of [routes.logs.href(), routes.logsLive.href(), routes.logs.href({}, { line: 1 })])
    for (const as of [undefined, 'ingest'] as const) {
      const response = await app.fetch(path, { ...(as && { as }), accept: 'text/plain' });
      assert.equal(response.status, as ? 403 : 401);
      assert.doesNotMatch(await response.text(), /secret/);
    }
});

test('programs follow lines as JSON, one a line, and go on after the last one', async t => {
  const app = await openWith(t, at('one'), at('two'), at('not of it', {}, 'b'));
  const open = async (query: Parameters<typeof routes.logsLive.href>[1]) => {
    const asked = { as: 'read', accept: 'application/json' } as const;
    const response = await app.fetch(routes.logsLive.href({}, query), asked);
    assert.match(response.headers.get('content-type')!, /^application\/x-ndjson/);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const next = async () => {
      while (!text.includes('\n')) text += (await reader.read()).value;
      const [line, ...rest] = text.split('\n');
      text = rest.join('\n');
      return JSON.parse(line!);
    };
    return { next, end: () => reader.cancel() };
  };
  const first = await open({ stream: ['app', 'c'], last: 1 });
  const { time, ...rest } = await first.next();
  assert.deepEqual(rest, { seq: 2, stream: 'app', level: 'info', text: 'two', fields: {} });
  assert.equal(time, '2026-06-01T11:59:59.000Z');
  assert.deepEqual(await first.next(), { cursor: 3 }, 'everything up to there was looked at');
  await app.deps.logs.append([at('not of it', {}, 'b'), at('three', {}, 'c')]);
  let told = await first.next();
  while (told.text === undefined) told = await first.next(); // signs of life
  assert.deepEqual([told.seq, told.text], [5, 'three']);
  await first.end();
  await app.deps.logs.append([at('four')]);
  const again = await open({ after: 5 });
  assert.equal((await again.next()).text, 'four');
  await again.end();
  const beyond = await open({ after: 1000 });
  assert.deepEqual([await beyond.next(), await beyond.next()], [{ gap: true }, { cursor: 6 }]);
  await beyond.end();
  for (const query of [{ after: 'x' }, { last: 1001 }, { stream: Array.from({ length: 51 }, (_, i) => `${i}`) }])
    assert.equal(
      (await app.fetch(routes.logsLive.href({}, query), { as: 'read', accept: 'application/json' })).status,
      400,
    );
  const { status } = await app.fetch(routes.logsLive.href(), { as: 'ingest', accept: 'application/json' });
  assert.equal(status, 403);
  while (app.deps.gate.open > 0) await new Promise(setImmediate);
});
