/** Of which run a signal speaks, and what follows from those before it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, fail, progress, start } from './testing/signals.ts';
import { openTempJobs, stateOf } from './testing/temp-jobs.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './testing/times.ts';

test('runs that overlap are told apart by their names', async t => {
  const temp = await openTempJobs(t);
  await temp.say('etl#a', start);
  await temp.say('etl#b', start);
  await temp.say('etl#a', progress(10));
  await temp.say('etl#b', progress(90));
  assert.equal(temp.jobs.find('etl')!.running, 2);
  await temp.say('etl#b', fail(2, 'no space'));
  assert.deepEqual([stateOf(temp, 'etl'), temp.jobs.find('etl')!.run!.percent], ['running', 10]);
  await temp.say('etl#a', done);
  const runs = await temp.jobs.runs('etl', 10);
  assert.deepEqual(
    runs.map(({ runId, status, percent }) => [runId, status, percent]),
    [
      ['b', 'failed', 90],
      ['a', 'ok', 10],
    ],
  );
  assert.equal(stateOf(temp, 'etl'), 'failed', 'that of the run that began last');
});

test('a start without the end of the run before says that that one is lost', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, progress(50));
  await temp.listen(MINUTE_MS);
  await temp.say('nightly', start);
  const runs = await temp.jobs.runs('nightly', 10);
  assert.deepEqual(
    runs.map(({ status, isSuperseded }) => [status, isSuperseded]),
    [
      ['running', false],
      ['lost', true],
    ],
  );
});

test('a start that is sent again, because its answer was lost, begins no second run', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start);
  await temp.listen(5 * SECOND_MS);
  await temp.say('nightly', start);
  await temp.say('nightly', done);
  await temp.say('nightly', done);
  assert.equal((await temp.jobs.runs('nightly', 10)).length, 1);
});

test('progress that arrives after the end begins no run, and is said not to count', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, done);
  const taken = await temp.say('nightly', progress(99));
  assert.ok(taken.kind === 'kept');
  assert.deepEqual(taken.notes, ['Run 1 has ended already: progress was not counted.']);
  assert.deepEqual([stateOf(temp, 'nightly'), (await temp.jobs.runs('nightly', 9)).length], ['ok', 1]);
});

test('an end without a start is a run without a duration', async t => {
  const temp = await openTempJobs(t);
  await temp.say('ping', done);
  await temp.listen(MINUTE_MS);
  await temp.say('ping', done);
  const runs = await temp.jobs.runs('ping', 9);
  assert.deepEqual(
    runs.map(({ durationMs, status }) => [durationMs, status]),
    [
      [undefined, 'ok'],
      [undefined, 'ok'],
    ],
  );
});

test('the third of three runs alike is expected to end when it does', async t => {
  const temp = await openTempJobs(t);
  /** Slow at first, fast at the end: what the present rate alone would get wrong. */
  const percents = [2, 5, 9, 14, 20, 30, 45, 65, 85, 100];
  const errors: number[] = [];
  for (let i = 0; i < 3; i++) {
    const endMs = temp.nowMs + 100 * SECOND_MS;
    await temp.say('nightly', start);
    for (const percent of percents) {
      await temp.listen(10 * SECOND_MS);
      await temp.say('nightly', progress(percent));
      const { expectedEndMs } = temp.jobs.find('nightly')!;
      if (i === 2) errors.push(Math.abs(expectedEndMs! - endMs) / (100 * SECOND_MS));
    }
    await temp.say('nightly', done);
    await temp.listen(HOUR_MS);
  }
  assert.ok(Math.max(...errors) < 0.2, `${errors}`);
});
