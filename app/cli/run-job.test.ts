import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';
import type { JobSignal } from './running/job-signal.ts';
import { type JobListener, listenToJobs } from './testing/job-listener.ts';

type Test = Parameters<typeof listenToJobs>[0];

const node = (script: string) => [process.execPath, '-e', script];

test('a command is what it is without us, and the server hears of it', async t => {
  const { listener, settings } = await prepare(t);
  const script = `
    process.stdout.write('reading\\n10%\\r50%\\r');
    console.error('careful');
    process.stdin.on('data', piece => console.log('got ' + piece)).on('end', () => process.exit(3));`;
  const running = telltale(['run', 'nightly', '--', ...node(script)], settings);
  running.child.stdin!.end('input');
  const { out, error, code } = await running;
  assert.deepEqual([out, error, code], ['reading\n10%\r50%\rgot input\n', 'careful\n', 3]);
  const [first, ...others] = listener.signals;
  assert.deepEqual(facts(first!).state, 'start');
  assert.deepEqual(facts(others.at(-1)!), { state: 'fail', exitCode: 3 });
  const messages = others.flatMap(one => ('message' in one ? [one.message] : []));
  assert.deepEqual(messages.toSorted(), ['careful', 'got input', 'reading']);
  assert.ok(others.some(one => 'done' in one && one.done === 50 && one.total === 100));
  assert.match(listener.heard[0]!.path, /^\/job\/nightly\?run=[0-9a-f-]{36}$/);
  assert.equal(listener.heard[0]!.token, 'Bearer w_test');
});

test('signals reach the command, which decides; and one that a signal ended counts as shells count it', async t => {
  const { listener, settings } = await prepare(t);
  const patient = node(
    `process.on('SIGTERM', () => { console.log('bye'); process.exit(7); }); console.log('up'); setInterval(() => {}, 1e3)`,
  );
  const first = telltale(['run', 'patient', '--', ...patient], settings);
  await once(first.child.stdout!, 'data');
  first.child.kill('SIGTERM');
  assert.deepEqual(await first, { out: 'up\nbye\n', error: '', code: 7 });
  const second = telltale(['run', 'other', '--', ...node(`console.log('up'); setInterval(() => {}, 1e3)`)], settings);
  await once(second.child.stdout!, 'data');
  second.child.kill('SIGHUP');
  assert.equal((await second).code, 129);
  assert.deepEqual(facts(listener.signals.at(-1)!), { state: 'fail', message: 'ended by SIGHUP' });
  const killed = await telltale(['run', 'third', '--', ...node(`process.kill(process.pid, 'SIGKILL')`)], settings);
  assert.equal(killed.code, 137);
  assert.deepEqual(facts(listener.signals.at(-1)!), { state: 'fail', message: 'ended by SIGKILL' });
});

test('a command that is none is told as the shell tells it, also to the server', async t => {
  const { listener, settings } = await prepare(t);
  const { code, error } = await telltale(['run', 'typo', '--', 'no-such-command-here'], settings);
  assert.deepEqual([code, error], [127, 'telltale: There is no command "no-such-command-here".\n']);
  assert.deepEqual(facts(listener.signals.at(-1)!), {
    ...{ state: 'fail', exitCode: 127 },
    message: 'There is no command "no-such-command-here".',
  });
});

test('without a server the command runs as ever, and the next run tells how it ended', async t => {
  const port = await freePort();
  const { settings, home } = await prepare(t, `http://127.0.0.1:${port}`);
  const { code, out, error } = await telltale(['run', 'alone', '--', ...node(`console.log('done alone')`)], settings);
  assert.deepEqual([code, out], [0, 'done alone\n']);
  assert.match(error, /does not answer: the next "telltale run" tells it how this one ended/);
  const listener = await listenToJobs(t, port);
  const next = telltale(['run', 'next', '--', ...node('process.stdin.resume()')], settings);
  await listener.hears('alone');
  next.child.stdin!.end();
  await next;
  const ofAlone = listener.heard.filter(({ path }) => path.startsWith('/job/alone?'));
  assert.equal(ofAlone.length, 1);
  const signals = ofAlone[0]!.signals.map(facts);
  assert.deepEqual(signals.slice(1), [{ state: 'log', message: 'done alone' }, { state: 'done' }]);
  assert.ok(ofAlone[0]!.signals.every(({ time }) => Math.abs(time - Date.now()) < 60_000));
  assert.deepEqual(readdirSync(join(home, '.local/state/telltale/unsent-runs')), []);
});

test('what is said while the server cannot take it arrives when it can', async t => {
  const { listener, settings } = await prepare(t);
  listener.answer(503);
  const running = telltale(['run', 'long', '--', ...node(`console.log('one'); process.stdin.resume()`)], settings);
  await listener.refuses();
  listener.answer(200);
  running.child.stdin!.end();
  assert.equal((await running).code, 0);
  assert.deepEqual(listener.signals.map(facts).slice(1), [{ state: 'log', message: 'one' }, { state: 'done' }]);
});

test('a server that does not want it changes nothing but a word', async t => {
  const { listener, settings } = await prepare(t);
  listener.answer(401);
  const { code, out, error } = await telltale(['run', 'x', '--', ...node(`console.log('fine')`)], settings);
  assert.deepEqual([code, out], [0, 'fine\n']);
  assert.match(error, /answers 401: not now Give a write token by --token/);
});

test('who says no command is told how it is written', async () => {
  const { code, error } = await telltale(['run', 'nightly']);
  assert.deepEqual(
    [code, error],
    [1, '"run" needs a NAME and a COMMAND, as in telltale run nightly -- ./backup.sh.\n'],
  );
});

async function prepare(t: Test, url?: string) {
  const home = mkdtempSync(join(tmpdir(), 'telltale-run-'));
  t.after(async () => rmSync(home, { recursive: true }));
  const listener: JobListener = await listenToJobs(t);
  return { listener, home, settings: { HOME: home, TELLTALE_URL: url ?? listener.url, TELLTALE_TOKEN: 'w_test' } };
}

/** Without the time, which is the clock's, and the command line. */
function facts({ time: _, ...signal }: JobSignal): Record<string, unknown> {
  return signal;
}
