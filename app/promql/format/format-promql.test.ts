import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expr, ValueType } from '../ast.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';
import { notation } from '../testing/notation.ts';
import { createRandomPromql } from '../testing/random-promql.ts';
import { formatPromql } from './format-promql.ts';

const format = (text: string) => formatPromql(parsePromql(text));

/** What Prometheus makes of them. */
const CANONICAL: Readonly<Record<string, string>> = {
  'sum by()  (x{})': 'sum(x)',
  'sum without() (x)': 'sum without () (x)',
  'sum(x) BY (a,"b.c",)': 'sum by (a, "b.c") (x)',
  'topk by (a)(5,x)': 'topk by (a) (5, x)',
  "count_values('v',x)": 'count_values("v", x)',
  'a+b*c': 'a + b * c',
  'a + ON ( ) b': 'a + on () b',
  'a + ignoring() b': 'a + b',
  'a * on(b) group_left c': 'a * on (b) group_left () c',
  'a * ignoring(b) group_right(d,e) c': 'a * ignoring (b) group_right (d, e) c',
  'a AND b': 'a and b',
  '1==bool 2': '1 == bool 2',
  '-1^2': '-1 ^ 2',
  '- ( - 1 )': '-(-1)',
  'x{b="2",a=~\'1\',c!=`"`}': 'x{a=~"1",b="2",c!="\\""}',
  '{"a.b"}': '{__name__="a.b"}',
  '{__name__="on"}': '{__name__="on"}',
  '{"a.b", "c.d"="e"}': '{"c.d"="e",__name__="a.b"}',
  'x[90s] OFFSET 25h @ 1.5': 'x[1m30s] @ 1.500 offset 1d1h',
  'x[12w6d] offset -365d': 'x[90d] offset -1y',
  'x @ start() offset 14d': 'x @ start() offset 2w',
  'x[1h:] @ end()': 'x[1h:] @ end()',
  'rate(x[1h])[1d:5m]': 'rate(x[1h])[1d:5m]',
  '1e21 + .000001 + 0x10 + Inf - -0': '1000000000000000000000 + 0.000001 + 16 + +Inf - -0',
  'Inf^2': 'Inf ^ 2',
  '123.456e2': '12345.6',
  '"\\u00e9\\u00a0\\x01\\a\\U0001F600"': '"é\\u00a0\\x01\\a😀"',
};

test('expressions come as Prometheus writes them', () => {
  for (const [text, canonical] of Object.entries(CANONICAL)) {
    assert.equal(format(text), canonical);
    assert.equal(format(canonical), canonical);
  }
});

test('an expression that was written and read again is the same, whatever is in it', () => {
  const random = createRandomPromql(2026);
  const types: readonly ValueType[] = ['vector', 'vector', 'scalar', 'matrix', 'string'];
  let read = 0;
  for (let round = 0; round < 3_000; round++) {
    const text = random(types[round % types.length]!);
    const expr = tryParse(text);
    if (!expr) continue;
    read++;
    const written = formatPromql(expr);
    assert.equal(notation(parsePromql(written)), notation(expr), `${text}\n${written}`);
    assert.equal(format(written), written);
  }
  assert.ok(read > 2_500, `only ${read} of 3000 were expressions`);
});

/** Chance does not know that matchers of the empty text take everything, nor that operators regroup its operands: only those may be refused. */
const CHANCE =
  /^(This would take every series|Two numbers are compared|\w+ works on instant vectors|\w+ matches the labels of two|. stands before numbers)/;

function tryParse(text: string): Expr | undefined {
  try {
    return parsePromql(text);
  } catch (error) {
    assert.ok(error instanceof PromqlError && CHANCE.test(error.message), `${text}\n${error}`);
    return undefined;
  }
}
