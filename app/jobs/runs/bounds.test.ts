/** What is kept of jobs and their runs. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { jobLimits } from './job-limits.ts';
import { DEFAULT_SETTING } from './job-setting.ts';
import { done, log, start } from './testing/signals.ts';
import { openTempJobs } from './testing/temp-jobs.ts';
import { MINUTE_MS, SECOND_MS } from './testing/times.ts';

test('the newest lines of a run are kept, by count and by bytes', async t => {
  const temp = await openTempJobs(t);
  await temp.say('loud', start);
  for (let i = 0; i < 30; i++) await temp.say('loud', ...Array.from({ length: 100 }, (_, k) => log(`line ${i} ${k}`)));
  const { lines } = (await temp.jobs.output('loud', 1, 9999))!;
  assert.ok(lines.length >= jobLimits.linesPerRun && lines.length <= jobLimits.linesPerRun + 50, `${lines.length}`);
  assert.equal(lines.at(-1)!.text, 'line 29 99');
  for (let i = 0; i < 100; i++) await temp.say('loud', log('x'.repeat(4000)));
  const bytes = (await temp.jobs.output('loud', 1, 9999))!.lines.reduce((sum, { text }) => sum + text.length, 0);
  assert.ok(bytes <= jobLimits.lineBytesPerRun && bytes > jobLimits.lineBytesPerRun - 8000, `${bytes}`);
  await temp.say('loud', log('ä'.repeat(5000)));
  assert.match((await temp.jobs.output('loud', 1, 1))!.lines[0]!.text, /^ä{2000,2048} … \(cut\)$/);
});

test('the oldest runs of a job go, with their lines; the numbers go on', async t => {
  const temp = await openTempJobs(t);
  for (let i = 0; i < jobLimits.runsPerJob + 30; i++) {
    await temp.say(`often#${i}`, start, log(`line ${i}`), done);
    temp.nowMs += SECOND_MS;
  }
  await temp.listen(2 * MINUTE_MS);
  const runs = await temp.jobs.runs('often', 1000);
  assert.deepEqual([runs.length, runs.at(-1)!.number, runs[0]!.number], [200, 31, 230]);
  const file = new BetterSqlite3(temp.path, { readonly: true });
  assert.equal(file.prepare('select count(*) from line').pluck().get(), 200);
  assert.equal(
    file.prepare('select line_bytes from clock').pluck().get(),
    file.prepare('select sum(line_bytes) from run').pluck().get(),
  );
  file.close();
});

test('so many runs of a job go on at one time, and of one more the one that was silent for the longest time is lost', async t => {
  const temp = await openTempJobs(t);
  const { openRunsPerJob: limit } = jobLimits;
  for (let i = 0; i < limit; i++) await temp.say(`wide#${i}`, start);
  temp.nowMs += SECOND_MS;
  await temp.jobs.tick();
  await temp.say('wide#0', log('still here'));
  const taken = await temp.say('wide#new', start);
  assert.ok(taken.kind === 'kept');
  assert.deepEqual(taken.notes, [`Run 2 counts as lost: ${limit} runs of a job may go on at one time.`]);
  const lost = (await temp.jobs.runs('wide', 1000)).filter(({ status }) => status === 'lost');
  assert.deepEqual(
    lost.map(({ number }) => number),
    [2],
  );
  assert.equal(temp.jobs.find('wide')!.running, limit);
});

test('over the bytes of all output the lines of the oldest runs go, and lines without a text count', async t => {
  const lineBytes = 20_000;
  const temp = await openTempJobs(t, undefined, { lineBytes });
  for (let i = 0; i < 10; i++) {
    await temp.say(`job-${i}`, start, ...Array.from({ length: 400 }, () => log('')), done);
    temp.nowMs += SECOND_MS;
  }
  await temp.listen(2 * MINUTE_MS);
  const counts = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => (await temp.jobs.output(`job-${i}`, 1, 500))!.lines.length),
  );
  assert.deepEqual(counts, [0, 0, 0, 0, 0, 0, 0, 400, 400, 400]);
});

test('a job that is removed goes with all it had, and may come again as a new one', async t => {
  const temp = await openTempJobs(t);
  await temp.say('nightly', start, log('one'), done);
  await temp.jobs.set('nightly', { ...DEFAULT_SETTING, description: 'gone soon' });
  assert.equal(await temp.jobs.remove('nightly'), true);
  assert.equal(await temp.jobs.remove('nightly'), false);
  assert.equal(temp.jobs.find('nightly'), undefined);
  await temp.jobs.tick();
  const file = new BetterSqlite3(temp.path, { readonly: true });
  assert.deepEqual(file.prepare('select (select count(*) from run) + (select count(*) from line) as n').get(), {
    n: 0,
  });
  file.close();
  const taken = await temp.say('nightly', start);
  assert.ok(taken.kind === 'kept' && taken.isNewJob && taken.run!.number === 1);
  assert.equal(temp.jobs.settingOf('nightly').description, '');
});

test('a job too many is refused with a sentence, and the others go on', async t => {
  const temp = await openTempJobs(t);
  await Promise.all(Array.from({ length: jobLimits.jobs }, (_, i) => temp.say(`job-${i}`, done)));
  const taken = await temp.say('one-more', done);
  assert.ok(taken.kind === 'refused');
  assert.match(taken.reason, /^1000 jobs are kept, which is the limit/);
  assert.equal((await temp.say('job-7', start)).kind, 'kept');
});

test('the room of what has gone is given back at the end', async t => {
  const temp = await openTempJobs(t, undefined, { lineBytes: 10_000 });
  const sizeBytes = () => statSync(temp.path).size;
  for (let i = 0; i < 40; i++)
    await temp.say('loud', start, ...Array.from({ length: 25 }, () => log('x'.repeat(4000))), done);
  await temp.restartAfter(SECOND_MS);
  assert.ok(sizeBytes() > 3_000_000, `${sizeBytes()} bytes`);
  await temp.listen(2 * MINUTE_MS);
  await temp.restartAfter(SECOND_MS);
  assert.ok(sizeBytes() < 500_000, `${sizeBytes()} bytes`);
});
