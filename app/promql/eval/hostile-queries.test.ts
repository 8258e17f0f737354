import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';
import { MAX_STEPS, runQuery } from '../run-query.ts';
import { MemorySource } from '../testing/memory-source.ts';

/** How long the asker waits: while series are still looked for, and in the midst of computing. */
const ALLOWED_MS = [10, 300];
const LATE_MS = 50;
/** The machine may do other things, too; what never gives others a turn is late in all of them. */
const ATTEMPTS = 5;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW_MS = 400 * DAY_MS;
const SERIES = 4_000;
const SAMPLES = 250;

const nest = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);

const source = new MemorySource(
  Array.from({ length: SERIES }, (_, i) => ({
    labels: { __name__: 'x', i: `${i}`, ten: `${i % 10}`, le: `${i}`, long: 'a'.repeat(100) + i },
    times: Float64Array.from({ length: SAMPLES }, (_, at) => NOW_MS - (SAMPLES - at) * MINUTE_MS + 1),
    values: Float64Array.from({ length: SAMPLES }, (_, at) => ((i * 7919 + at * 104_729) % 100_003) / 7),
  })),
);

const MOST_STEPS = { startMs: NOW_MS - (MAX_STEPS - 1) * 1000, endMs: NOW_MS, stepMs: 1000 };
const AN_HOUR = { startMs: NOW_MS - 60 * MINUTE_MS, endMs: NOW_MS, stepMs: 10_000 };
const ONCE = { startMs: NOW_MS, endMs: NOW_MS, stepMs: 1 };

const HOSTILE: Readonly<Record<string, readonly [query: string, when: typeof ONCE]>> = {
  'calls in calls over many series': [nest(400, 'abs(', 'x', ')'), AN_HOUR],
  'a chain of operators': [Array(450).fill('x').join(' + '), AN_HOUR],
  'a second step over a year': ['max_over_time(x[1y:1s])', ONCE],
  'a half minute step over a year': ['max_over_time(x[1y:30s])', ONCE],
  'subqueries in subqueries': [nest(6, 'max_over_time(', 'x{i="1"}', '[1d:1s])'), ONCE],
  'all steps of many series': ['x', MOST_STEPS],
  'long windows at all steps': ['stddev_over_time(x[4h])', MOST_STEPS],
  'long windows at many steps': ['quantile_over_time(0.5, x[4h])', AN_HOUR],
  'the quantile of everything': ['quantile by (ten) (0.9, x)', AN_HOUR],
  'the highest half of everything': ['topk(2000, x)', AN_HOUR],
  'lines through everything': ['predict_linear(x[4h], 3600)', AN_HOUR],
  'a histogram of thousands of buckets': ['histogram_quantile(0.9, x)', AN_HOUR],
  'a pattern that blows up elsewhere': ['label_replace(x, "y", "$1", "long", "((a+)+)+b")', AN_HOUR],
  'a pattern of a million states': ['label_replace(x, "y", "$1", "long", "((a{1,100}){1,100}){1,100}b")', ONCE],
  'values that double': [nest(40, 'label_join(', 'label_replace(x, "y", "ab", "", "")', ', "y", "", "y", "y")'), ONCE],
  'a series for each value': ['count_values("v", x)', AN_HOUR],
  'a series for each value at all steps': ['count_values("v", x{ten="1"} * time())', MOST_STEPS],
  'pairs of all with all': ['x * on () group_left x', ONCE],
  'sets of all with all': ['x and on (ten) x', AN_HOUR],
  'each with its twin': ['x * on (i) x', AN_HOUR],
  'one with all at all steps': ['absent(x) or on (ten) x', AN_HOUR],
  'one of all': ['scalar(x)', AN_HOUR],
};

for (const [name, [query, when]] of Object.entries(HOSTILE)) {
  test(`${name}: ends in an answer or a sentence, and at once when its time is over`, async t => {
    for (const allowedMs of ALLOWED_MS) {
      let leastLateMs = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < ATTEMPTS && leastLateMs >= LATE_MS; attempt++) {
        const { outcome, lateMs } = await ask(query, when, allowedMs);
        assert.ok(outcome === 'answered' || outcome instanceof PromqlError, String(outcome));
        leastLateMs = Math.min(leastLateMs, lateMs);
        const end = outcome === 'answered' ? outcome : outcome.message.slice(0, 80);
        t.diagnostic(`${allowedMs} ms: ${end}, ${lateMs < 0 ? 'before' : `${Math.round(lateMs)} ms late`}`);
      }
      assert.ok(leastLateMs < LATE_MS, `${Math.round(leastLateMs)} ms`);
    }
  });
}

/** What it ended with, and how long after its time was over; negative where it was ready before. */
async function ask(query: string, when: typeof ONCE, allowedMs: number) {
  const over = new AbortController();
  const overAtMs = performance.now() + allowedMs;
  const timer = setTimeout(() => over.abort(new PromqlError('the time is over')), allowedMs);
  const outcome = await Promise.resolve()
    .then(() => runQuery({ expr: parsePromql(query), source, signal: over.signal, ...when }))
    .then(
      () => 'answered' as const,
      (error: unknown) => error,
    );
  clearTimeout(timer);
  return { outcome, lateMs: performance.now() - overAtMs };
}
