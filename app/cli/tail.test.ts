import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import type { LogLine } from '../logs/log-line.ts';
import { line } from '../logs/testing/temp-logs.ts';
import { NOON_MS, openApp } from '../testing/open-app.ts';
import { freePort } from '../testing/real-server.ts';
import { type Told, telltale } from '../testing/telltale.ts';

const at = (text: string, more: Partial<LogLine> = {}, stream = 'app') =>
  line(stream, text, { atMs: NOON_MS - 1000, ...more });

async function openWith(t: TestContext, ...lines: LogLine[]) {
  const app = await openApp(t);
  await app.deps.logs.append(lines);
  const settings = { TELLTALE_URL: await app.listen(), TELLTALE_TOKEN: app.tokens.read };
  /** A tail that runs until the test ends it. */
  const tail = (...args: string[]) => {
    const running = telltale(['tail', ...args], settings);
    t.after(() => void running.child.kill('SIGKILL'));
    let out = '';
    running.child.stdout!.on('data', piece => {
      out += piece;
    });
    const shows = async (words: RegExp) => {
      while (!words.test(out)) await once(running.child.stdout!, 'data');
    };
    return { child: running.child, told: running as Promise<Told>, shows };
  };
  return { app, tail, settings };
}

test('the last lines are printed, and those that come; Ctrl-C ends it without a word', async t => {
  const { app, tail } = await openWith(
    t,
    at('one'),
    at('two'),
    at('three', { level: 'error', fields: { order: '7' } }),
  );
  const running = tail('--last', '2');
  await running.shows(/three/);
  await app.deps.logs.append([at('\u001b[31mfour\u001b[2J'), at('five', {}, 'other')]);
  await running.shows(/five/);
  running.child.kill('SIGINT');
  const out = [
    '2026-06-01T11:59:59.000Z info  app  two',
    '2026-06-01T11:59:59.000Z error app  three order=7',
    '2026-06-01T11:59:59.000Z info  app  four',
    '2026-06-01T11:59:59.000Z info  other  five',
  ];
  assert.deepEqual(await running.told, { out: `${out.join('\n')}\n`, error: '', code: 0 });
  while (app.deps.gate.open > 0) await new Promise(setImmediate);
});

test('streams, level, words and labels choose lines; as JSON each is what the server keeps', async t => {
  const { app, tail } = await openWith(t, at('order paid', { level: 'info', fields: { host: 'boat' } }));
  const running = tail(
    'app',
    'door',
    '--level',
    'warn',
    '--grep',
    'order',
    '--label',
    'host=boat',
    '--label',
    'n=1',
    '--json',
  );
  const fields = { host: 'boat', n: '1' };
  const wanted = [at('order 1', { level: 'warn', fields }), at('order 2', { level: 'error', fields }, 'door')];
  const others = [
    at('order 3', { level: 'info', fields }),
    at('order 4', { level: 'warn', fields }, 'window'),
    at('words', { level: 'warn', fields }),
    at('order 5', { level: 'warn', fields: { host: 'boat', n: '2' } }),
  ];
  await app.deps.logs.append([...others, ...wanted, ...others, ...wanted]);
  await running.shows(/(order 2[\s\S]*){2}/);
  running.child.kill('SIGTERM');
  const { out, code } = await running.told;
  const lines = out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual([lines.map(({ text }) => text), code], [['order 1', 'order 2', 'order 1', 'order 2'], 0]);
  const { atMs, ...first } = wanted[0]!;
  assert.deepEqual(lines[0], { ...first, seq: lines[0].seq, time: new Date(atMs).toISOString() });
});

test('whoever has read enough ends it, as head does', async t => {
  const { app, tail } = await openWith(t, at('one'));
  const running = tail();
  await running.shows(/one/);
  running.told.catch(() => {}); // its output is not read to the end
  running.child.stdout!.destroy();
  while (running.child.exitCode === null && running.child.signalCode === null) await app.deps.logs.append([at('more')]);
  assert.equal(running.child.exitCode, 0);
});

test('a revoked token, a wrong one, one for writing, no server and odd words are said in a sentence', async t => {
  const { app, tail, settings } = await openWith(t, at('one'));
  const revoked = tail();
  await revoked.shows(/one/);
  const identity = app.deps.auth.identifyToken(app.tokens.read)!;
  assert.ok(identity.kind === 'token');
  await app.deps.state.transactional.batch(() => app.deps.auth.revokeToken(identity.tokenId));
  const { TELLTALE_URL: url } = settings;
  const [over, wrong, writing, nobody, level, last, label] = await Promise.all([
    revoked.told,
    telltale(['tail', '--to', url, '--token', 'r_wrong']),
    telltale(['tail', '--to', url, '--token', app.tokens.ingest]),
    telltale(['tail', '--to', `http://127.0.0.1:${await freePort()}`, '--token', 'r_x']),
    telltale(['tail', '--level', 'loud']),
    telltale(['tail', '--last', '1001']),
    telltale(['tail', '--label', 'host']),
  ]);
  const cure = 'Give a read token by --token-file or TELLTALE_TOKEN; Settings makes them.\n';
  assert.ok(over.error.endsWith(`${url} wants a token it knows. ${cure}`), over.error);
  assert.equal(wrong.error, `${url} wants a token it knows. ${cure}`);
  assert.equal(writing.error, `This token may not read from ${url}. ${cure}`);
  assert.match(nobody.error, /^http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)\.\n$/);
  assert.equal(level.error, '--level loud: write debug, info, warn, error. More urgent ones come, too.\n');
  assert.equal(last.error, '--last 1001: write a whole number from 0 to 1000.\n');
  assert.equal(label.error, '--label host: write a name and its value, such as host=boat.\n');
  for (const { code } of [over, wrong, writing, nobody, level, last, label]) assert.equal(code, 1);
});
