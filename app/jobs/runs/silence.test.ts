/** Whether a run that says nothing is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_SETTING } from './job-setting.ts';
import { done, progress, start } from './testing/signals.ts';
import { openTempJobs, stateOf } from './testing/temp-jobs.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './testing/times.ts';

test('a job that dies without a word is lost when its grace is over, and no earlier', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 2 * MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(MINUTE_MS);
  await temp.say('nightly', progress(10));
  await temp.listen(2 * MINUTE_MS - SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  await temp.listen(SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost');
  await temp.listen(3 * HOUR_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost', 'silence resolves nothing');
  await temp.say('nightly', progress(20));
  assert.equal(stateOf(temp, 'nightly'), 'running', 'it is heard again');
  await temp.say('nightly', done);
  assert.equal(stateOf(temp, 'nightly'), 'ok');
});

test('a lost run stays lost when the next one does not start either', async t => {
  const temp = await openTempJobs(t);
  const schedule = { kind: 'every', everyMs: 10 * MINUTE_MS } as const;
  await temp.jobs.set('often', { ...DEFAULT_SETTING, schedule, lostAfterMs: MINUTE_MS });
  await temp.say('often', start);
  await temp.listen(30 * MINUTE_MS);
  assert.equal(stateOf(temp, 'often'), 'lost');
  await temp.jobs.set('often', { ...DEFAULT_SETTING, schedule, isPaused: true });
  assert.equal(stateOf(temp, 'often'), 'paused');
});

test('the grace is learned from the longest silence of earlier runs', async t => {
  const temp = await openTempJobs(t);
  assert.equal((await temp.say('nightly', start)).kind, 'kept');
  assert.equal(temp.jobs.find('nightly')!.lostAfterMs, HOUR_MS, 'assumed');
  await temp.listen(20 * MINUTE_MS);
  await temp.say('nightly', done);
  assert.equal(temp.jobs.find('nightly')!.lostAfterMs, 40 * MINUTE_MS);
});

test('a server that was down makes no run lost: only silence that it could hear counts', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 10 * MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(4 * MINUTE_MS);
  await temp.restartAfter(5 * HOUR_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  assert.equal(temp.jobs.find('nightly')!.run!.awayMs, 5 * HOUR_MS);
  await temp.listen(5 * MINUTE_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  await temp.listen(MINUTE_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost', 'ten minutes that it listened');
});

test('after an absence everybody may speak before a run is lost', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 10 * MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(10 * MINUTE_MS - SECOND_MS);
  await temp.restartAfter(3 * SECOND_MS);
  await temp.listen(59 * SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'running');
  await temp.listen(2 * SECOND_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost');
});

test('a machine that slept, and a clock that is set, make no run lost', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: 10 * MINUTE_MS });
  await temp.say('nightly', start);
  for (const jumpMs of [8 * HOUR_MS, -24 * HOUR_MS]) {
    temp.nowMs += jumpMs;
    await temp.jobs.tick();
    await temp.listen(4 * MINUTE_MS);
    assert.equal(stateOf(temp, 'nightly'), 'running', `${jumpMs}`);
  }
  await temp.listen(3 * MINUTE_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost', 'and none may go on for ever because of it');
});

test('a lost run is lost after a restart too, and may speak again', async t => {
  const temp = await openTempJobs(t);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, lostAfterMs: MINUTE_MS });
  await temp.say('nightly', start);
  await temp.listen(2 * MINUTE_MS);
  await temp.restartAfter(HOUR_MS);
  assert.equal(stateOf(temp, 'nightly'), 'lost');
  await temp.say('nightly', done);
  assert.deepEqual([stateOf(temp, 'nightly'), temp.jobs.find('nightly')!.run!.number], ['ok', 1]);
});
