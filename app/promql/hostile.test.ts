import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NOON_MS, reading } from '../history/testing/temp-history.ts';
import type { QueryWindow } from './queries.ts';
import { queryLimits } from './query-limits.ts';
import { openTempQueries, type TempQueries } from './testing/temp-queries.ts';

/** What each of them may take, of the processor: the machine may be doing other things. */
const ANSWER_CPU_MS = 2_000;
/** Series of each metric: as many as one selector may match, and many more. */
const SERIES = { many: queryLimits.maxSeries, crowd: 100_000 };
const MOST_STEPS: QueryWindow = { startMs: NOON_MS, endMs: NOON_MS + 10_999_000, stepMs: 1000 };
const NOW: QueryWindow = { startMs: NOON_MS, endMs: NOON_MS, stepMs: 1 };

const nest = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);

/** Each ends in an answer or a sentence. */
const HOSTILE: Readonly<Record<string, readonly [query: string, window: QueryWindow, message?: RegExp]>> = {
  'a wall of brackets': [nest(40_000, '(', '1', ')'), NOW, /nested/],
  'calls in calls': [nest(5_000, 'abs(', 'many', ')'), NOW, /nested/],
  'a long chain': [Array(20_000).fill('1').join('+'), NOW, /nested/],
  'calls in calls over many series': [nest(400, 'abs(', 'many', ')'), NOW, /look at numbers more than/],
  'a chain over many series': [Array(450).fill('many').join(' + '), NOW, /look at numbers more than/],
  'lines through long windows at all steps': [
    'predict_linear(vector(time())[1w:10s], 60)',
    MOST_STEPS,
    /look at numbers more than/,
  ],
  'a deep right side': [nest(240, 'one + (', 'one', ')'), MOST_STEPS],
  'more text than there may be': ['x'.repeat(1_000_000), NOW, /characters/],
  'a hundred thousand series': ['crowd', NOW, /matches more than 10000 series/],
  'everything there is': ['count({__name__=~".+"})', NOW, /matches more than 10000 series/],
  'many series at all steps': ['many', MOST_STEPS, /more than 10000000 samples/],
  'windows of many series at all steps': ['rate(many[1h])', MOST_STEPS, /more than 10000000 samples/],
  'a step for each millisecond of a year': ['max_over_time(one[1y:1ms])', NOW, /more than 10000000 samples/],
  'subqueries in subqueries': [nest(5, 'max_over_time(', 'one', '[1d:1s])'), NOW],
  'numbers at each second of a year': ['sum_over_time(vector(time())[1y:1s])', NOW, /more than 10000000 samples/],
  'too many steps': ['one', { ...MOST_STEPS, stepMs: 1 }, /take a longer step/],
  'an expression that repeats without end': ['many{i=~"((a{100}){100}){100}"}', NOW, /./],
  'an expression that is slow everywhere else': ['count(many{i=~"(x+x+)+y"})', NOW],
  'a slow expression for many values': [`count(crowd{i=~"(.*a.*){80}|.*9(.?){60}9"})`, NOW],
  'labels that double': [doubling(200), NOW, /may get 10000 characters/],
  'a replacement that repeats': ['label_replace(many, "i", "$1$1", "i", "((a{90}){90}|.*)")', NOW, /./],
  'a value for each sample': ['count_values("v", many * on(i) group_left() many)', NOW],
  'a value for each sample and step': ['count_values("v", vector(time()))', MOST_STEPS, /more than 10000000 samples/],
  'pairs of all with all': ['many * on() group_left() many', NOW, /match/],
  'sets of all with all': ['many and on() many', NOW],
};

function doubling(levels: number): string {
  return nest(levels, 'label_join(', 'one', ', "i", "", "i", "i")').replace(
    'one',
    'label_replace(one, "i", "ab", "", "")',
  );
}

describe('what is meant to hurt', () => {
  let open: TempQueries;
  const cleaning: (() => Promise<void>)[] = [];
  const { signal } = new AbortController();

  before(async () => {
    open = await openTempQueries(
      { after: clean => cleaning.push(clean) },
      { maxNewSeriesPerMinute: 200_000, maxSeries: 120_000, maxSeriesPerSender: 120_000 },
    );
    const labelled = (metric: string, from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => reading(metric, 0, i, { labels: { i: String(from + i) } }));
    await open.temp.store.append([...labelled('many', 0, SERIES.many), reading('one', 0, 1, { labels: { i: 'a' } })]);
    for (let from = 0; from < SERIES.crowd; from += 20_000)
      await open.temp.store.append(labelled('crowd', from, from + 20_000));
  });

  after(async () => {
    for (const clean of cleaning) await clean();
  });

  for (const [name, [query, window, message]] of Object.entries(HOSTILE)) {
    it(`${name} ends soon`, async () => {
      const before = process.cpuUsage();
      const asking = open.queries.range(query, window, { signal });
      if (message) await assert.rejects(asking, { code: 'PROMQL', message });
      else await asking;
      const { user, system } = process.cpuUsage(before);
      const tookMs = (user + system) / 1000;
      assert.ok(tookMs < ANSWER_CPU_MS, `${Math.round(tookMs)} ms`);
    });
  }

  it('an answer that is too large to be sent ends in a sentence, too', async () => {
    const query = 'many{i=~"[0-8]?[0-9]?[0-9]"}';
    const ask = { query, window: MOST_STEPS, isRange: true, lookbackMs: 4 * 3600_000, isGzip: false };
    const outcome = await open.threads.call('json', [ask], { signal });
    assert.ok(outcome.isRefused);
    assert.match(outcome.refusal.message, /would be larger than 64 MB/);
  });

  it('lists of very many are cut, with a warning', async () => {
    const ask = { selectors: ['{i=~".+"}'], isGzip: false };
    const lists = [
      open.threads.call('labelSets', [ask], { signal }),
      open.threads.call('labelValues', ['i', ask], { signal }),
    ];
    const counts = (await Promise.all(lists)).map(outcome => {
      assert.ok(!outcome.isRefused);
      const { data, warnings } = JSON.parse(Buffer.from(outcome.value.bytes).toString());
      return [data.length, warnings];
    });
    const warnings = ['results truncated due to limit'];
    assert.deepEqual(counts, [
      [10_000, warnings],
      [100_000, warnings],
    ]);
  });
});
