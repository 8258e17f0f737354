import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { ConditionTrials } from './condition-trials.ts';
import { toCondition } from './labels/label-condition.ts';
import { openTempHistory, reading } from './testing/temp-history.ts';

/** Which of the last hundred letters were an a: too many states to remember. Some milliseconds for a long text. */
const COSTLY = '[ab]*a[ab]{100}x';
const random = createRandom(1);
const longText = () => Array.from({ length: 240 }, () => (random(2) === 0 ? 'a' : 'b')).join('');

test('while a costly expression is tried on many values, readings are kept, and it ends with its answer', async t => {
  const { store } = await openTempHistory(t, { maxNewSeriesPerMinute: 1e6 });
  const values = Array.from({ length: 400 }, longText);
  await store.append(values.map(room => reading('t', 0, 1, { labels: { room } })));
  const matchers = [{ label: 'room', op: '!~' as const, value: COSTLY }];
  let isAnswered = false;
  const answering = store.series({ matchers }).finally(() => {
    isAnswered = true;
  });
  let appends = 0;
  while (!isAnswered) await store.append([reading('y', appends++, 1)]);
  assert.equal((await answering).filter(({ metric }) => metric === 't').length, values.length);
  assert.ok(appends > 5, `${appends} appends meanwhile`);
});

test('a costly expression can be given up, one that takes too long is refused, and the next one has its turn', async () => {
  const values = ['x', 'y'];
  const endless = function* () {
    while (true) yield longText();
  };
  const trials = new ConditionTrials({ valuesOf: label => (label === 'endless' ? endless() : values) });
  const ask = (label: string, signal = new AbortController().signal) =>
    trials.run([toCondition({ label, op: '=~', value: 'x|y+' })], signal);
  const abort = new AbortController();
  const given = ask('endless', abort.signal);
  const waiting = ask('endless');
  const last = ask('room');
  abort.abort(new Error('the visitor left'));
  await assert.rejects(given, /the visitor left/);
  await assert.rejects(waiting, { code: 'LABEL_PATTERN', message: /for endless takes too long/ });
  const [condition] = await last;
  assert.deepEqual(['x', 'yy', 'z'].map(condition!.predicate.holds), [true, true, false]);
});

test('conditions that cost nothing are not waited for', async () => {
  const trials = new ConditionTrials({ valuesOf: () => assert.fail('nothing to try') });
  const conditions = [toCondition({ label: 'room', op: '=~', value: 'a|b' })];
  assert.equal(await trials.run(conditions, new AbortController().signal), conditions);
});
