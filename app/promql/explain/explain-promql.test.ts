import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGGREGATIONS } from '../aggregations-table.ts';
import type { ValueType } from '../ast.ts';
import { FUNCTIONS } from '../functions-table.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';
import { createRandomPromql } from '../testing/random-promql.ts';
import { explainPromql } from './explain-promql.ts';
import { AGGREGATION_WORDS, FUNCTION_WORDS } from './function-words.ts';
import { type ExplainLine, textOf } from './words.ts';

/** A line for each line, those below set in by a dash. */
function explain(text: string): string {
  return lines(explainPromql(parsePromql(text))).join('\n');
}

function lines({ words, below }: ExplainLine, depth = 0): string[] {
  return ['- '.repeat(depth) + textOf(words), ...below.flatMap(line => lines(line, depth + 1))];
}

const CASES: Readonly<Record<string, string>> = {
  up: 'the newest value of up',
  'rate(http_requests_total[5m])': 'the rate per second of http_requests_total over 5 minutes',
  'sum by (instance) (rate(http_requests_total[5m]))':
    'the sum, for each instance, of:\n- the rate per second of http_requests_total over 5 minutes',
  'sum(up)': 'the sum of up',
  'rate(x{a="b"}[5m])': 'the rate per second of x where a is b, over 5 minutes',
  'avg by (a, b, c) (x)': 'the mean of x, for each a, b and c',
  'max without (cpu) (x)': 'the highest of x, for each set of labels without cpu',
  'topk(3, x)': 'the 3 highest of x',
  'quantile by (a) (0.9, x)': 'the value that 90 % stay below of x, for each a',
  'count_values("v", x)': 'how many have each value, which becomes the label v of x',
  'x{room="kitchen", floor!="", path=~"/a.*", gone=""}':
    'the newest value of x where room is kitchen, floor is there, path matches /a.* and gone is not there',
  '{__name__=~"node_.*"}': 'the newest value of every series where the metric matches node_.*',
  '{"cpu.load"}': 'the newest value of cpu.load',
  'x offset 1d': 'the newest value of x, 1 day earlier',
  'x offset -90s': 'the newest value of x, 1 minute 30 seconds later',
  'x @ 0 offset 1h': 'the newest value of x, as of 1970-01-01 00:00:00 UTC, 1 hour earlier',
  'rate(x[1h] @ start())': 'the rate per second of x over 1 hour, as of the beginning of the range',
  'x[5m]': 'x over 5 minutes',
  '1 + 2': '1 plus 2',
  '"a text"': 'the text a text',
  '-x': 'the negative of x',
  '-(x + y)': 'the negative of:\n- x plus y',
  'a / b': 'a divided by b',
  'a / on (host) b': 'a divided by b, paired by host',
  'a * ignoring (x) group_left (y) b':
    'the first times the second, paired by all labels but x, many on the left for one on the right, which also gives y:\n- the newest value of a\n- the newest value of b',
  'a and on () b': 'a where there is also b, whatever the labels are',
  'a unless b': 'a where there is no b',
  'x > 5': 'x, only where above 5',
  '5 > x': 'x, only where below 5',
  'x > bool 5': '1 where x is above 5, else 0',
  '5 % 3': 'the remainder of 5 divided by 3',
  '100 * avg by (mode) (rate(cpu[1m]))':
    '100 times this:\n- the mean, for each mode, of:\n- - the rate per second of cpu over 1 minute',
  'sum(a) / sum(b)': 'the first divided by the second:\n- the sum of a\n- the sum of b',
  'max_over_time(rate(x[5m])[1h:1m])':
    'the highest reading of:\n- over 1 hour, every minute:\n- - the rate per second of x over 5 minutes',
  'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))':
    'the value that 95 % of observations stay below, in the histogram of:\n- the sum, for each le, of:\n- - the rate per second of x_bucket over 5 minutes',
  'predict_linear(disk_free[6h], 4 * 3600)': 'the value in 4 * 3600, on a straight line through disk_free over 6 hours',
  'predict_linear(disk_free[6h], 14400)': 'the value in 4 hours, on a straight line through disk_free over 6 hours',
  'clamp(x, 0, 1)': 'the values, kept from 0 to 1, of x',
  'round(x)': 'the values, rounded to whole numbers, of x',
  'round(x, 5)': 'the values, rounded to 5, of x',
  'label_replace(x, "a", "$1", "b", "(.*)")': 'with the label a, made as $1 where the label b matches (.*): x',
  'hour()': 'the hour of the day (UTC) of now',
  'time()': 'the time, in seconds since 1970',
  'vector(1)': 'as a series without labels, the number 1',
  'absent(x{a="b"})': '1 when there is no x where a is b',
};

for (const [text, expected] of Object.entries(CASES)) {
  test(`${text} in words`, () => assert.equal(explain(text), expected));
}

test('every function and aggregation has words', () => {
  for (const [name, { isExperimental }] of FUNCTIONS) if (!isExperimental) assert.ok(FUNCTION_WORDS[name], name);
  for (const name of AGGREGATIONS.keys()) assert.ok(AGGREGATION_WORDS[name], name);
});

test('whatever is asked, each line says something, and nothing is left unfilled', () => {
  const random = createRandomPromql(7);
  const types: readonly ValueType[] = ['vector', 'scalar', 'matrix', 'string'];
  let explained = 0;
  for (let round = 0; round < 1000; round++) {
    const text = random(types[round % types.length]!);
    try {
      parsePromql(text);
    } catch (error) {
      if (error instanceof PromqlError) continue;
      throw error;
    }
    for (const line of lines(explainPromql(parsePromql(text)))) assert.match(line, /\S/, text);
    assert.doesNotMatch(explain(text), /undefined|\{\d/, text);
    explained++;
  }
  assert.ok(explained > 500, `only ${explained}`);
});
