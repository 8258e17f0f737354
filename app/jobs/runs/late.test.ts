/** Whether a start that does not come is late. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_SETTING } from './job-setting.ts';
import { done, progress, start } from './testing/signals.ts';
import { openTempJobs, run, stateOf } from './testing/temp-jobs.ts';
import { HOUR_MS, MINUTE_MS } from './testing/times.ts';

test('a start that does not come is late, until it comes', async t => {
  const temp = await openTempJobs(t);
  await run(temp, 'hourly', MINUTE_MS);
  await temp.jobs.set('hourly', {
    ...DEFAULT_SETTING,
    schedule: { kind: 'every', everyMs: HOUR_MS },
    lateAfterMs: 5 * MINUTE_MS,
  });
  const startedMs = temp.nowMs - MINUTE_MS;
  assert.equal(temp.jobs.find('hourly')!.dueMs, startedMs + HOUR_MS);
  await temp.listen(59 * MINUTE_MS + 4 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'ok');
  await temp.listen(MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
  assert.equal(temp.jobs.find('hourly')!.sinceMs, startedMs + HOUR_MS);
  await temp.listen(9 * HOUR_MS);
  await temp.restartAfter(HOUR_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
  await temp.say('hourly', start);
  assert.equal(stateOf(temp, 'hourly'), 'running');
  assert.equal(temp.jobs.find('hourly')!.dueMs, temp.nowMs + HOUR_MS);
});

test('a start that was due while the server was down is not judged; the next one is', async t => {
  const temp = await openTempJobs(t);
  const schedule = { kind: 'cron', pattern: '0 * * * *', timeZone: 'UTC' } as const;
  await temp.say('hourly', done);
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule, lateAfterMs: 5 * MINUTE_MS });
  const dueMs = Date.UTC(2026, 5, 1, 13);
  assert.equal(temp.jobs.find('hourly')!.dueMs, dueMs);
  await temp.listen(50 * MINUTE_MS);
  await temp.restartAfter(HOUR_MS - 10 * MINUTE_MS);
  assert.equal(temp.jobs.find('hourly')!.dueMs, dueMs + HOUR_MS);
  assert.equal(temp.jobs.find('hourly')!.unwatchedMs, dueMs);
  await temp.listen(24 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'ok');
  await temp.listen(2 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
});

test('an absence after the punctual minute only lengthens the grace', async t => {
  const temp = await openTempJobs(t);
  const schedule = { kind: 'cron', pattern: '0 13 * * *', timeZone: 'UTC' } as const;
  await temp.say('noon', done);
  await temp.jobs.set('noon', { ...DEFAULT_SETTING, schedule, lateAfterMs: 10 * MINUTE_MS });
  await temp.listen(65 * MINUTE_MS);
  await temp.restartAfter(HOUR_MS);
  await temp.listen(4 * MINUTE_MS);
  assert.equal(stateOf(temp, 'noon'), 'ok');
  await temp.listen(2 * MINUTE_MS);
  assert.equal(stateOf(temp, 'noon'), 'late');
});

test('a run that goes on past the time of the next start is not late', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule: { kind: 'every', everyMs: HOUR_MS } });
  await temp.say('hourly', start);
  for (let i = 0; i < 3; i++) {
    await temp.listen(30 * MINUTE_MS);
    await temp.say('hourly', progress(30 * i + 1));
  }
  assert.equal(stateOf(temp, 'hourly'), 'running');
  await temp.say('hourly', done);
  assert.deepEqual([stateOf(temp, 'hourly'), temp.jobs.find('hourly')!.dueMs], ['ok', temp.nowMs + HOUR_MS]);
});

test('a paused job awaits nothing, and keeps what it is told', async t => {
  const temp = await openTempJobs(t);
  await run(temp, 'hourly', MINUTE_MS);
  const schedule = { kind: 'every', everyMs: HOUR_MS } as const;
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule, isPaused: true });
  await temp.listen(3 * HOUR_MS);
  assert.equal(stateOf(temp, 'hourly'), 'paused');
  await run(temp, 'hourly', MINUTE_MS);
  assert.deepEqual([stateOf(temp, 'hourly'), temp.jobs.find('hourly')!.run!.number], ['paused', 2]);
  await temp.listen(3 * HOUR_MS);
  await temp.jobs.set('hourly', { ...DEFAULT_SETTING, schedule });
  assert.deepEqual([stateOf(temp, 'hourly'), temp.jobs.find('hourly')!.dueMs], ['ok', temp.nowMs + HOUR_MS]);
});

test('regular starts are learned, and then awaited', async t => {
  const temp = await openTempJobs(t);
  for (let i = 0; i < 6; i++) {
    await run(temp, 'hourly', MINUTE_MS);
    await temp.listen(59 * MINUTE_MS);
  }
  const job = temp.jobs.find('hourly')!;
  assert.deepEqual([job.learnedEveryMs, job.lateAfterMs], [HOUR_MS, 30 * MINUTE_MS]);
  await temp.listen(29 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'ok');
  await temp.listen(2 * MINUTE_MS);
  assert.equal(stateOf(temp, 'hourly'), 'late');
});
