import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Binary, Expr } from '../ast.ts';
import { notation } from '../testing/notation.ts';
import { MAX_DEPTH } from './check-depth.ts';
import { childExprs } from './child-exprs.ts';
import { parsePromql } from './parse-promql.ts';

/** A claim, and texts with what they mean in brackets. */
const MEANINGS: Readonly<Record<string, readonly (readonly [text: string, meaning: string])[]>> = {
  'numbers come decimal, hexadecimal, octal, with underscores and as words': [
    ['42', '42'],
    ['.5', '0.5'],
    ['3.', '3'],
    ['1_000_000.5', '1000000.5'],
    ['1.5e-3', '0.0015'],
    ['1E+3', '1000'],
    ['0x1F', '31'],
    ['0X_ff_ff', '65535'],
    ['0755', '493'],
    ['089', '89'],
    ['iNf', 'Infinity'],
    ['-Inf', '-Infinity'],
    ['+NaN', 'NaN'],
    ['-0', '-0'],
  ],
  'a duration is a number of seconds': [
    ['1h30m', '5400'],
    ['-250ms', '-0.25'],
    ['1y2w3d4h5m6s7ms', '33019506.007'],
    ['x > 5m', '(> [x] 300)'],
  ],
  'texts come in three kinds of quotes': [
    [String.raw`"a\"b'\n\t\\"`, String.raw`"a\"b'\n\t\\"`],
    [String.raw`'it\'s "so"'`, String.raw`"it's \"so\""`],
    ['`C:\\x\n"y"`', String.raw`"C:\\x\n\"y\""`],
    [String.raw`"\x41\103é\U0001F600\u00e9"`, '"ACé😀é"'],
    [String.raw`"\xc3\xa9\303\251"`, '"éé"'],
  ],
  'metrics and labels may be named like keywords': [
    ['sum + by', '(+ [sum] [by])'],
    ['offset offset 5m', '[offset -300000]'],
    ['and and and', '(and [and] [and])'],
    ['rate{on="1", sum="2", inf="3", bool="4"}', '[bool="4" inf="3" on="1" rate sum="2"]'],
    ['sum by (on, by, offset, nan) (start)', '(sum by(on,by,offset,nan) [start])'],
    ['sum by (a:b) (c)', '(sum by(a:b) [c])'],
    ['{__name__="on"}', '[on]'],
    [':job:x:rate5m', '[:job:x:rate5m]'],
  ],
  'matchers come in all four kinds, between braces with or without a metric': [
    ['a{b="1",c!="2",d=~"3.*",e!~"4|5",}', '[a b="1" c!="2" d=~"3.*" e!~"4|5"]'],
    ['{b!=""}', '[b!=""]'],
    ['{__name__=~"a.+", __name__!="ab"}', '[__name__!="ab" __name__=~"a.+"]'],
    ['a{}', '[a]'],
    ['{\'http.requests\', "net.host"=`x`}', '[http.requests net.host="x"]'],
  ],
  'comments and spaces of all kinds are left out': [
    ['# first\n a #{\r\n\t+ # "\nb # last', '(+ [a] [b])'],
    ['a{ # comment }\n b = "# none" }', '[a b="# none"]'],
  ],
  'ranges, offset and @ belong to the selector before them': [
    ['a[5m]', '[a]:300000'],
    ['a[ 1.5 ]', '[a]:1500'],
    ['a offset 1h30m', '[a -5400000]'],
    ['a OFFSET -5m', '[a --300000]'],
    ['a offset 90', '[a -90000]'],
    ['a{b="c"}[5m] offset 1d @ 1700000000.5', '[a b="c" @1700000000500 -86400000]:300000'],
    ['a @ start() offset 5m', '[a @start -300000]'],
    ['a @ end()', '[a @end]'],
    ['a @ -1e3', '[a @-1000000]'],
    ['a + b offset 5m', '(+ [a] [b -300000])'],
    ['-a @ 1', '(- [a @1000])'],
  ],
  'subqueries are taken of any instant vector': [
    ['a[1h:5m]', '(sub [a] 3600000:300000)'],
    ['a offset 5m [1h:] @ end() offset 1m', '(sub [a -300000] 3600000: @end -60000)'],
    ['rate(a[5m])[1h:1m]', '(sub (call rate [a]:300000) 3600000:60000)'],
    ['max_over_time((a + b)[1h:])', '(call max_over_time (sub <(+ [a] [b])> 3600000:))'],
  ],
  'aggregations group before or behind their arguments': [
    ['sum(a)', '(sum by() [a])'],
    ['SUM BY (b, "c.d",) (a)', '(sum by(b,c.d) [a])'],
    ['avg(a) without (b)', '(avg without(b) [a])'],
    ['topk(3, a)', '(topk by() 3 [a])'],
    ['bottomk by (b) (scalar(c), a)', '(bottomk by(b) (call scalar [c]) [a])'],
    ['quantile(0.9, a) by (b)', '(quantile by(b) 0.9 [a])'],
    ['count_values("v", a)', '(count_values by() "v" [a])'],
    ['limitk(2, a)', '(limitk by() 2 [a])'],
    ['limit_ratio(-0.5, a)', '(limit_ratio by() -0.5 [a])'],
  ],
  'operators bind as in Prometheus': [
    ['a or b and c unless d', '(or [a] (unless (and [b] [c]) [d]))'],
    ['a == b + c * d', '(== [a] (+ [b] (* [c] [d])))'],
    ['a > b > c', '(> (> [a] [b]) [c])'],
    ['1 - 2 - 3', '(- (- 1 2) 3)'],
    ['2 * 3 % 4 / 5 atan2 6', '(atan2 (/ (% (* 2 3) 4) 5) 6)'],
    ['2 ^ 3 ^ 4', '(^ 2 (^ 3 4))'],
    ['-1 ^ 2', '(- (^ 1 2))'],
    ['2 ^ -1 ^ 2', '(^ 2 (- (^ 1 2)))'],
    ['2 ^ -1 * 3', '(* (^ 2 -1) 3)'],
    ['-a * b', '(* (- [a]) [b])'],
    ['--a', '(- (- [a]))'],
    ['1--1', '(- 1 -1)'],
    ['(1 + 2) * 3', '(* <(+ 1 2)> 3)'],
    ['1 < bool 2', '(< bool 1 2)'],
  ],
  'both sides are matched by on or ignoring, one to one or in groups': [
    ['a + on(b) c', '(+ on(b) [a] [c])'],
    ['a / ignoring(b,) c', '(/ ignoring(b) [a] [c])'],
    ['a == bool on() c', '(== bool on() [a] [c])'],
    ['a * on(b) group_left c', '(* on(b) many:one() [a] [c])'],
    ['a * on(b) group_left(d, "e.f") c', '(* on(b) many:one(d,e.f) [a] [c])'],
    ['a * ignoring(b) GROUP_RIGHT(b) (c)', '(* ignoring(b) one:many(b) [a] <[c]>)'],
    ['a and on(b) c', '(and on(b) [a] [c])'],
    ['a > 1', '(> [a] 1)'],
  ],
  'functions take what they say, and may leave out what they say': [
    ['rate((a[5m]))', '(call rate <[a]:300000>)'],
    ['hour() + time()', '(+ (call hour) (call time))'],
    ['round(a, 0.1)', '(call round [a] 0.1)'],
    ['label_replace(a, "x", "$1", "y", "(.*)")', '(call label_replace [a] "x" "$1" "y" "(.*)")'],
    ['label_join(a, "x", "-")', '(call label_join [a] "x" "-")'],
    ['label_join(a, "x", "-", "b", "c")', '(call label_join [a] "x" "-" "b" "c")'],
    ['histogram_quantile(0.9, sum by (le) (a))', '(call histogram_quantile 0.9 (sum by(le) [a]))'],
    ['histogram_fraction(0, 1, a)', '(call histogram_fraction 0 1 [a])'],
  ],
};

for (const [claim, rows] of Object.entries(MEANINGS))
  test(claim, () => {
    for (const [text, meaning] of rows) assert.equal(notation(parsePromql(text)), meaning, text);
  });

test('two vectors are matched by all labels where nothing else is said, and numbers by none', () => {
  const matching = (text: string) => (parsePromql(text) as Binary).matching;
  assert.deepEqual(matching('a + b'), { cardinality: 'one-to-one', labels: [], isOn: false, include: [] });
  assert.deepEqual(matching('a or b'), { cardinality: 'many-to-many', labels: [], isOn: false, include: [] });
  for (const text of ['a + 1', '1 + a', '1 + 1']) assert.equal(matching(text), undefined, text);
});

test('every part knows where in the text it stands', () => {
  const text = ' sum by (b) ( rate(a{b="c"}[5m] offset 1h) ) + -( 1 - x offset 5m )';
  const parts: string[] = [];
  const visit = (expr: Expr): void => {
    parts.push(text.slice(expr.span.from, expr.span.to));
    childExprs(expr).forEach(visit);
  };
  visit(parsePromql(text));
  assert.deepEqual(parts, [
    text.trim(),
    'sum by (b) ( rate(a{b="c"}[5m] offset 1h) )',
    'rate(a{b="c"}[5m] offset 1h)',
    'a{b="c"}[5m] offset 1h',
    'a{b="c"}',
    '-( 1 - x offset 5m )',
    '( 1 - x offset 5m )',
    '1 - x offset 5m',
    '1',
    'x offset 5m',
  ]);
});

test('expressions of any type are read, each with its type', () => {
  const types = ['1', 'time() + 1', 'a', '-a', 'a > 1', 'a[5m]', '(a[5m])', 'a[5m:]', '"a"', 'scalar(a)'];
  assert.deepEqual(
    types.map(text => parsePromql(text).type),
    ['scalar', 'scalar', 'vector', 'vector', 'vector', 'matrix', 'matrix', 'matrix', 'string', 'scalar'],
  );
});

test('a chain of hundreds of alternatives is read', () => {
  const chain = parsePromql(Array.from({ length: MAX_DEPTH }, (_, index) => `a${index}`).join(' or '));
  assert.equal((chain as Binary).op, 'or');
});
