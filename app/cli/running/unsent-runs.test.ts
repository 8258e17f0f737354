import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Target } from '../target.ts';
import { listenToJobs } from '../testing/job-listener.ts';
import { keepUnsent, sendUnsent } from './unsent-runs.ts';

const never = new AbortController().signal;

async function prepare(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-unsent-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const listener = await listenToJobs(t);
  const target: Target = { url: new URL(listener.url), token: 'w_test' };
  const keep = (run: string, time: number, to = target) =>
    keepUnsent(folder, to, { job: 'nightly', run, signals: [{ state: 'done', time }] });
  const runs = () => listener.heard.map(({ path }) => new URL(path, listener.url).searchParams.get('run'));
  return { folder, listener, target, keep, runs };
}

test('runs are told oldest first, each once, with the times at which everything was said', async t => {
  const { folder, listener, target, keep, runs } = await prepare(t);
  for (const [run, time] of [
    ['b', 2000],
    ['a', 1000],
    ['c', 30_000],
  ] as const)
    keep(run, time);
  assert.equal(await sendUnsent(folder, target, never), 3);
  assert.deepEqual(runs(), ['a', 'b', 'c']);
  assert.deepEqual(
    listener.signals.map(({ time }) => time),
    [1000, 2000, 30_000],
  );
  assert.equal(await sendUnsent(folder, target, never), 0);
  assert.deepEqual(readdirSync(folder), []);
});

test('a run is told to the server that it was for, and to no other', async t => {
  const { folder, target, keep, runs } = await prepare(t);
  keep('elsewhere', 1000, { url: new URL('http://boat:8355'), token: 'w_boat' });
  keep('here', 2000);
  assert.equal(await sendUnsent(folder, target, never), 1);
  assert.deepEqual(runs(), ['here']);
  assert.deepEqual(readdirSync(folder).length, 1, 'it waits on for its own');
});

test('of more than a hundred runs the oldest are forgotten', async t => {
  const { folder, target, keep, runs } = await prepare(t);
  for (let run = 1; run <= 103; run++) keep(`${run}`, run);
  assert.equal(await sendUnsent(folder, target, never), 100);
  assert.deepEqual([runs()[0], runs().at(-1)], ['4', '103']);
});

test('what another process has begun to send is left to it, until it is too long ago', async t => {
  const { folder, target, keep, runs } = await prepare(t);
  keep('theirs', 1000);
  const [name] = readdirSync(folder);
  const claimed = join(folder, `${name}.claimed`);
  renameSync(join(folder, name!), claimed);
  assert.equal(await sendUnsent(folder, target, never), 0);
  const longAgo = new Date(Date.now() - 11 * 60_000);
  utimesSync(claimed, longAgo, longAgo);
  assert.equal(await sendUnsent(folder, target, never), 1);
  assert.deepEqual([runs(), readdirSync(folder)], [['theirs'], []]);
});

test('what a server does not take stays for the next time', async t => {
  const { folder, listener, target, keep, runs } = await prepare(t);
  keep('a', 1000);
  listener.answer(401);
  await assert.rejects(sendUnsent(folder, target, never), /answers 401/);
  listener.answer(200);
  assert.equal(await sendUnsent(folder, target, never), 1);
  assert.deepEqual(runs(), ['a']);
});
