import assert from 'node:assert/strict';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { fail, log, progress, start } from './runs/testing/signals.ts';
import { openTempJobs } from './runs/testing/temp-jobs.ts';
import { MINUTE_MS, SECOND_MS } from './runs/testing/times.ts';

test('a run is kept from its start to its end, with its last lines', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start);
  temp.nowMs += 10 * SECOND_MS;
  await temp.say('nightly', progress(42, 100, 'chunk 17'), log('uploading'));
  const running = temp.jobs.find('nightly')!;
  assert.equal(running.state, 'running');
  assert.deepEqual([running.run!.percent, running.run!.message, running.run!.number], [42, 'uploading', 1]);
  temp.nowMs += 10 * SECOND_MS;
  await temp.say('nightly', fail(3, 'disk full'));
  const { run: ended, state } = temp.jobs.find('nightly')!;
  assert.deepEqual([state, ended!.exitCode, ended!.reason, ended!.durationMs], ['failed', 3, 'disk full', 20_000]);
  const { lines } = (await temp.jobs.output('nightly', 1, 10))!;
  assert.deepEqual(
    lines.map(({ text }) => text),
    ['uploading', 'disk full'],
  );
});

test('what was answered is in the file, and told', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, progress(7));
  const file = new BetterSqlite3(temp.path, { readonly: true });
  assert.deepEqual(file.prepare('select status, done from run').all(), [{ status: 'running', done: 7 }]);
  file.close();
  assert.equal(temp.jobs.find('nightly')!.run!.percent, 7);
});

test('what people set is there after a restart', async t => {
  const temp = await openTempJobs(t);
  const setting = {
    schedule: { kind: 'cron', pattern: '0 3 * * *', timeZone: 'Europe/Berlin' },
    lateAfterMs: 5 * MINUTE_MS,
    lostAfterMs: 7 * MINUTE_MS,
    isPaused: false,
    description: 'keeps copies',
  } as const;
  await temp.say('nightly', start);
  await temp.jobs.set('nightly', setting);
  await temp.restartAfter(SECOND_MS);
  assert.deepEqual(temp.jobs.settingOf('nightly'), setting);
  assert.equal(temp.jobs.find('nightly')!.lostAfterMs, 7 * MINUTE_MS);
  assert.equal(temp.jobs.find('nightly')!.dueMs, Date.UTC(2026, 5, 2, 1));
});

test('changes are told in the order of commits, before they are answered, and removal too', async t => {
  const temp = await openTempJobs(t);
  const subscription = temp.jobs.live.subscribe();
  await temp.say('a', start);
  await temp.say('a', progress(5));
  await temp.say('b', start);
  await temp.jobs.remove('a');
  temp.jobs.live.close();
  const told: unknown[] = [];
  for await (const item of subscription)
    if (item.kind === 'event') told.push([item.value.name, item.value.job?.run?.percent, item.value.job?.state]);
  assert.deepEqual(told, [
    ['a', undefined, 'running'],
    ['a', 5, 'running'],
    ['b', undefined, 'running'],
    ['a', undefined, undefined],
  ]);
});

test('many signals at once share commits and are told once per job', async t => {
  const temp = await openTempJobs(t);
  await temp.say('fast', start);
  const before = temp.jobs.live.head;
  await Promise.all(Array.from({ length: 1000 }, (_, i) => temp.say('fast', progress(i + 1, 1000))));
  assert.equal(temp.jobs.find('fast')!.run!.percent, 100);
  const told = temp.jobs.live.head - before;
  assert.ok(told < 500, `told ${told} times`);
});

test('a signal that cannot be kept changes nothing', async t => {
  const temp = await openTempJobs(t);
  await temp.say('a', start);
  await assert.rejects(temp.say('a', progress(5), { kind: 'log', text: undefined as never }));
  assert.equal(temp.jobs.find('a')!.run!.percent, undefined);
  await temp.say('a', progress(7));
  assert.equal(temp.jobs.find('a')!.run!.percent, 7);
});
