import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import type { Expr } from '../ast.ts';
import { formatPromql } from '../format/format-promql.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { createRandomPromql } from '../testing/random-promql.ts';
import { parseSentence } from './parse-sentence.ts';
import { GROUPS, LOOKS, type Sentence } from './sentence.ts';
import { writeSentence } from './write-sentence.ts';

test('sentences are written as one would write them', () => {
  const rows: readonly [Sentence, string][] = [
    [{ look: 'value', metric: 'temperature', where: [] }, 'temperature'],
    [
      {
        look: 'rate',
        metric: 'node_cpu_seconds_total',
        where: [{ label: 'mode', op: '!=', value: 'idle' }],
        windowMs: 60_000,
        group: { op: 'avg', labels: ['mode'], isWithout: false },
        factor: { op: '*', by: 100 },
      },
      '100 * avg by (mode) (rate(node_cpu_seconds_total{mode!="idle"}[1m]))',
    ],
    [
      {
        look: 'quantile_over_time',
        quantile: 0.95,
        metric: 'cpu.load',
        where: [],
        windowMs: 3_600_000,
        group: { op: 'topk', param: 3, labels: [], isWithout: false },
        factor: { op: '/', by: 1024 },
      },
      'topk(3, quantile_over_time(0.95, {__name__="cpu.load"}[1h])) / 1024',
    ],
    [
      { look: 'value', metric: 'x', where: [], group: { op: 'sum', labels: [], isWithout: true } },
      'sum without () (x)',
    ],
  ];
  for (const [sentence, text] of rows) {
    assert.equal(writeSentence(sentence), text);
    assert.deepEqual(parseSentence(text), { sentence }, text);
  }
});

test('a sentence that is written and read again is the same', () => {
  const random = createRandom(11);
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const numbers = [-2, -0.5, 0, 0.001, 0.95, 1, 60, 1024, 1e21, 1e-9];
  const labels = ['room', 'le', 'by', 'größe', 'a.b'];
  const values = ['', 'attic', 'a|b.*', 'with "quotes" and \\', 'two\nlines', 'é😀'];
  const ops = ['=', '!=', '=~', '!~'] as const;
  for (let n = 0; n < 3000; n++) {
    const look = pick(LOOKS);
    const group = random(2) === 0 ? pick(GROUPS) : undefined;
    const where = Array.from({ length: random(3) }, () => ({ label: pick(labels), op: pick(ops), value: pick(values) }))
      // a pattern that is none is refused before
      .map(one => (one.op.includes('~') && one.value.includes('\\') ? { ...one, value: 'x' } : one));
    const sentence: Sentence = {
      ...{ look: look.name, metric: pick(['temperature', 'cpu.load', 'sum', 'größe', 'job:rate5m']), where },
      ...(look.name !== 'value' && { windowMs: pick([1, 1500, 60_000, 5_400_000, 31_536_000_000]) }),
      ...(look.takes && { quantile: pick(numbers) }),
      ...(group && {
        group: {
          ...{ op: group.name, labels: [...new Set([pick(labels), pick(labels)])], isWithout: random(2) === 0 },
          ...(group.takes && { param: pick(numbers) }),
        },
      }),
      ...(random(2) === 0 && { factor: { op: pick(['*', '/'] as const), by: pick(numbers) } }),
    };
    const text = writeSentence(sentence);
    const read = parseSentence(text);
    assert.deepEqual(read.sentence && inOrder(read.sentence), inOrder(sentence), `${text}\n${read.why}`);
  }
});

test('what is read as a sentence means what was written, whatever was written', () => {
  let sayable = 0;
  const promql = createRandomPromql(5);
  for (let n = 0; n < 20_000; n++) {
    const text = promql('vector');
    const { sentence, why } = parseSentence(text);
    if (!sentence) {
      assert.match(why, /^(it|its|the) .*\.$/s);
      continue;
    }
    sayable++;
    assert.equal(writeSentence(sentence), formatPromql(plain(parsePromql(text))), text);
  }
  assert.ok(sayable > 1000, `only ${sayable} were sentences`);
});

test('numbers may have signs and parentheses', () => {
  const factorOf = (text: string) => parseSentence(text).sentence?.factor;
  assert.deepEqual(factorOf('-(2) * x'), { op: '*', by: -2 });
  assert.deepEqual(factorOf('(x) / +(+(4))'), { op: '/', by: 4 });
  assert.equal(factorOf('x * Inf'), undefined);
});

test('what cannot be said says why', () => {
  const rows: readonly [string, RegExp][] = [
    ['a + b', /joins two parts with “\+”/],
    ['1 - a', /only multiplies or divides/],
    ['2 / a', /only multiplies or divides/],
    ['histogram_quantile(0.9, x)', /uses histogram_quantile/],
    ['group(x)', /groups with group/],
    ['sum(sum(x))', /groups twice/],
    ['sum(2 * x)', /counts within a group/],
    ['rate(x[5m] offset 1h)', /another time/],
    ['x @ end()', /another time/],
    ['max_over_time(rate(x[1m])[5m:])', /a subquery/],
    ['{room="attic"}', /does not name one metric/],
    ['{__name__=~"a|b"}', /does not name one metric/],
    ['topk(scalar(x), y)', /number of topk is itself a query/],
    ['quantile_over_time(scalar(x), y[5m])', /quantile is itself a query/],
    ['-x', /turns the sign/],
    ['vector(1)', /uses vector/],
    ['7', /a number alone/],
    ['sum(', /has a mistake\. /],
    ['', /has a mistake\. The expression is empty/],
  ];
  for (const [text, expected] of rows) assert.match(parseSentence(text).why ?? 'a sentence', expected, text);
});

function inOrder({ where, ...rest }: Sentence): Sentence {
  return { ...rest, where: where.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
}

/** Without parentheses that say nothing; a number stands before what it multiplies, as a sentence writes it. */
function plain(expr: Expr): Expr {
  switch (expr.kind) {
    case 'parentheses':
      return plain(expr.expr);
    case 'unary': {
      const inner = plain(expr.expr);
      return inner.kind === 'number' ? { ...inner, value: expr.op === '-' ? -inner.value : inner.value } : expr;
    }
    case 'binary': {
      const [left, right] = [plain(expr.left), plain(expr.right)];
      const isSwapped = expr.op === '*' && right.kind === 'number' && left.kind !== 'number';
      return { ...expr, ...(isSwapped ? { left: right, right: left } : { left, right }) };
    }
    case 'aggregation':
      return { ...expr, expr: plain(expr.expr), param: expr.param && plain(expr.param) };
    case 'call':
      return { ...expr, args: expr.args.map(plain) };
    default:
      return expr;
  }
}
