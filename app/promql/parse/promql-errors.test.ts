import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FUNCTIONS } from '../functions-table.ts';
import { PromqlError } from '../promql-error.ts';
import { MAX_DEPTH } from './check-depth.ts';
import { MAX_TEXT_LENGTH, parsePromql } from './parse-promql.ts';

const EVERYTHING =
  'This would take every series there is. Name a metric, or give one label a condition that an empty text does not meet, such as {host="a"} or {host=~".+"}.';
const NO_DURATION =
  'This is no duration. Durations go from large units to small ones in whole numbers, each unit once: 1h30m; units are y, w, d, h, m, s and ms.';
const NO_NUMBER = 'This is no number. Numbers are written as 42, 1_000, 0.5, 1e6 or 0x1F.';
const ARITHMETIC =
  'Arithmetic with durations is experimental in Prometheus, and not offered here: write what comes out, such as 6m.';
const NO_RANGE_HERE =
  'A range stands right behind a metric or its labels. Of any other expression take a subquery: [5m:].';
const NO_OFFSET_HERE =
  'offset and @ stand right behind a metric, its labels, or a range: sum(x offset 5m), not sum(x) offset 5m.';
const NO_ESCAPE =
  'is no escape. Write \\\\ for a backslash, or put the text between backticks, where a backslash is only itself.';

/** A claim, and texts with ⟦the place⟧ of the mistake, and the sentence. */
const MISTAKES: Readonly<Record<string, readonly (readonly [marked: string, sentence: string])[]>> = {
  'an empty text is no expression': [
    ['⟦⟧', 'The expression is empty.'],
    ['  # nothing ⟦⟧', 'The expression is empty.'],
  ],
  'an open bracket or quote is shown where it opens': [
    ['sum⟦(⟧rate(x[5m])', 'The ( is not closed: a ) is missing.'],
    ['x⟦{⟧a="b"', 'The { is not closed: a } is missing.'],
    ['x⟦[⟧5m', 'The [ is not closed: a ] is missing.'],
    ['(x)⟦)⟧', 'The ) closes nothing: nothing is open before it.'],
    ['rate(x[5m⟦)⟧]', 'The [ is closed by ], not by ).'],
    ['x{a=⟦"b}⟧', 'The quote " is not closed on its line.'],
    ['x{a=⟦"b\n"}⟧', 'The quote " is not closed on its line.'],
    ['⟦`b⟧', 'The quote ` is not closed.'],
  ],
  'what stands in the wrong place is named, with what should stand there': [
    ['x +⟦⟧', 'The expression ends too early. Here must be an expression, such as a metric or a number.'],
    ['x + ⟦*⟧ y', 'Here must be an expression, such as a metric or a number, not "*".'],
    ['x ⟦y⟧', 'Here must be an operator or the end, not "y".'],
    ['x ⟦=⟧ y', 'Two expressions are compared by ==, not by =.'],
    ['x ⟦=~⟧ "y"', '=~ compares labels, between { and } only.'],
    ['rate(x{a="b"}⟦{⟧c="d"})', 'Here must be an operator, a comma or ")", not "{".'],
    ['x ⟦!⟧ y', 'A "!" stands in != and !~ only.'],
    ['http⟦.⟧requests', 'A name with dots stands in quotes and braces: {"metric.name"}.'],
    ['x[⟦$⟧__range]', 'A "$" means nothing in PromQL: a variable must be replaced by its value.'],
    ['(x ⟦y⟧)', 'Here must be an operator or ")", not "y".'],
    ['x[5m ⟦y⟧]', 'Here must be ":" or "]", not "y".'],
    ['sum by (a ⟦b⟧) (x)', 'Here must be a comma or ")", not "b".'],
    [`x ⟦${'y'.repeat(50)}⟧`, `Here must be an operator or the end, not "${'y'.repeat(40)}…".`],
    ['x + ⟦é⟧', 'The character "é" may stand in quotes only.'],
    ['⟦on⟧ + 1', 'on is a word of PromQL, which does not fit here. The metric of that name is {__name__="on"}.'],
    ['rate(x[5m]⟦,⟧)', 'An argument is missing behind this comma.'],
  ],
  'braces hold labels, each with a condition in quotes': [
    ['x{a=⟦b⟧}', 'Here must be a text in quotes, such as a="x", not "b".'],
    ['x{a ⟦==⟧ "b"}', 'Here must be =, !=, =~ or !~, not "==".'],
    ['x{⟦,⟧}', 'Here must be the name of a label, not ",".'],
    ['x{⟦a:b⟧="c"}', 'The name of a label with a colon stands in quotes here: "a:b".'],
    ['x{⟦""⟧="c"}', 'The name of a label is not empty.'],
    ['x{a="b" ⟦c⟧="d"}', 'Here must be a comma or "}", not "c".'],
    ['x{⟦__name__⟧="y"}', 'The metric is named twice: before the braces and between them.'],
    ['x{⟦"y"⟧}', 'The metric is named twice: before the braces and between them.'],
    ['x{a=~⟦"*b"⟧}', '*b is no regular expression of RE2: missing argument to repetition operator: `*`.'],
  ],
  'a selector of everything is refused': [
    ['⟦{}⟧', EVERYTHING],
    ['sum(⟦{a="",b=~".*",c!="d",e!~".+"}⟧)', EVERYTHING],
  ],
  'escapes are those of Go': [
    [String.raw`x{a="b⟦\d⟧"}`, String.raw`\d ${NO_ESCAPE}`],
    [String.raw`"⟦\'⟧"`, String.raw`\' ${NO_ESCAPE}`],
    [String.raw`"⟦\ud800⟧"`, String.raw`\ud800 ${NO_ESCAPE}`],
    [String.raw`⟦"\xff"⟧`, 'The bytes of this text are not UTF-8.'],
  ],
  'numbers and durations are well written': [
    ['⟦1.2.3⟧', NO_NUMBER],
    ['⟦1__0⟧', NO_NUMBER],
    ['⟦0b11⟧', NO_NUMBER],
    ['⟦1e⟧', NO_NUMBER],
    [`⟦1${'0'.repeat(400)}⟧`, 'This number is too large.'],
    ['x[⟦5m1h⟧]', NO_DURATION],
    ['x[⟦1.5h⟧]', NO_DURATION],
    ['x offset ⟦5mm⟧', NO_DURATION],
    ['x[⟦]⟧', 'Here must be a duration, such as 5m or 1h30m, not "]".'],
    ['x[⟦0s⟧]', 'A range is longer than nothing: at least 1ms.'],
    ['x[⟦-5m⟧]', 'A range is longer than nothing: at least 1ms.'],
    ['x[5m:⟦0s⟧]', 'A range is longer than nothing: at least 1ms.'],
    ['x[⟦1e12⟧]', 'A duration is not longer than 292 years.'],
    ['x offset ⟦-Inf⟧', 'A duration is not longer than 292 years.'],
    ['x[⟦NaN⟧]', 'A duration is not longer than 292 years.'],
    ['x[5m⟦+⟧1m]', ARITHMETIC],
    ['x offset ⟦(⟧5m)', ARITHMETIC],
    ['x[⟦step⟧()]', ARITHMETIC],
  ],
  'ranges, offset and @ stand where they belong, once': [
    ['sum(x)⟦[5m]⟧', NO_RANGE_HERE],
    ['x[5m]⟦[5m]⟧', NO_RANGE_HERE],
    ['x offset 5m⟦[5m]⟧', 'A range stands before offset and @: x[5m] offset 1h.'],
    ['x[5m]⟦[1h:]⟧', 'A subquery is taken of an instant vector, not of a range.'],
    ['1⟦[1h:]⟧', 'A subquery is taken of an instant vector, not of a number.'],
    ['sum(x) ⟦offset 5m⟧', NO_OFFSET_HERE],
    ['(x) ⟦@ 5 offset 5m⟧', NO_OFFSET_HERE],
    ['x offset 5m ⟦offset⟧ 5m', 'offset stands behind a selector once.'],
    ['x @ 1 offset 5m ⟦@⟧ 2', '@ stands behind a selector once.'],
    ['x @ ⟦y⟧', 'Here must be a time in seconds since 1970, such as @ 1700000000, not "y".'],
    ['x @ ⟦1e300⟧', 'The time behind @ is a number of seconds since 1970, and not that large.'],
    ['x ⟦smoothed⟧', 'smoothed is experimental in Prometheus, and not offered here.'],
  ],
  'an unknown function is answered with the nearest one': [
    ['⟦summ⟧(x)', 'There is no function summ. Did you mean sum?'],
    ['⟦rat⟧(x[5m])', 'There is no function rat. Did you mean rate?'],
    ['⟦Rate⟧(x[5m])', 'There is no function Rate. Did you mean rate?'],
    ['⟦histogram_quantil⟧(1, x)', 'There is no function histogram_quantil. Did you mean histogram_quantile?'],
    ['⟦make_it_so⟧(x)', 'There is no function make_it_so.'],
    ['⟦constructor⟧(x)', 'There is no function constructor.'],
    ['⟦sums⟧ by (a) (x)', 'There is no aggregation sums. Did you mean sum?'],
    [
      '⟦everything⟧ by (a) (x)',
      'There is no aggregation everything. There are sum, avg, count, min, max, group, stddev, stdvar, topk, bottomk, quantile, limitk, limit_ratio, count_values.',
    ],
  ],
  'functions and aggregations say what they take': [
    ['rate(⟦x⟧)', 'rate takes a range, such as rate(x[5m]); this is an instant vector.'],
    ['abs(⟦x[5m]⟧)', 'abs takes an instant vector, such as abs(x); this is a range.'],
    ['clamp(x, ⟦y⟧, 2)', 'clamp takes a number as argument 2, such as clamp(x, 1, 1); this is an instant vector.'],
    [
      'label_join(x, "a", "b", ⟦1⟧)',
      'label_join takes a text as argument 4, such as label_join(x, "text", "text", "text"); this is a number.',
    ],
    ['⟦rate()⟧', 'rate takes 1 argument: rate(x[5m]). Here are 0.'],
    ['⟦time(1)⟧', 'time takes no arguments: time(). Here is 1.'],
    ['⟦hour(x, y)⟧', 'hour takes 1 argument or none: hour(x). Here are 2.'],
    ['⟦round(x, 1, 2)⟧', 'round takes 1 or 2 arguments: round(x, 1). Here are 3.'],
    [
      '⟦label_join(x, "a")⟧',
      'label_join takes 3 arguments or more: label_join(x, "text", "text", "text"). Here are 2.',
    ],
    ['sum(⟦x[5m]⟧)', 'sum takes an instant vector, such as sum(x); this is a range.'],
    ['⟦topk(x)⟧', 'topk takes 2 arguments: topk(1, x). Here is 1.'],
    ['topk(⟦x⟧, y)', 'topk takes a number first, such as topk(1, x); this is an instant vector.'],
    ['count_values(⟦1⟧, x)', 'count_values takes a text first, such as count_values("text", x); this is a number.'],
    ['sum by (a) (x) ⟦without⟧ (b)', 'by or without stands here once.'],
    ['sum(x) by ⟦a⟧', 'Here must be a list of labels, such as by(host), not "a".'],
  ],
  'operators say what they take': [
    ['⟦-"a"⟧', 'A - stands before numbers and instant vectors, not before a text.'],
    ['1 + ⟦x[5m]⟧', '+ works on numbers and instant vectors, not on a range.'],
    ['1 ⟦==⟧ 2', 'Two numbers are compared with bool, which gives 0 or 1: == bool.'],
    ['x + ⟦bool⟧ y', 'bool goes with comparisons, such as == bool; + has no use for it.'],
    ['x ⟦and⟧ 1', 'and works on instant vectors, not on numbers. vector(1) makes one of a number.'],
    ['1 + ⟦on(a)⟧ 2', 'on matches the labels of two instant vectors; a number has no labels.'],
    [
      'x + ⟦ignoring(a) group_left(b)⟧ 2',
      'ignoring matches the labels of two instant vectors; a number has no labels.',
    ],
    ['x + ⟦group_left⟧(a) y', 'group_left needs on(…) or ignoring(…) before it, once.'],
    ['x + on(a) ⟦ignoring⟧(b) y', 'Either on(…) or ignoring(…) stands here, once; bool stands before it.'],
    ['x + ⟦on(a, b) group_right(b)⟧ y', 'The label b is equal on both sides by on: leave it out of group_right.'],
    ['x unless ⟦on(a) group_left⟧ y', 'unless takes all that match: it has no use for group_left.'],
    ['x + ⟦fill⟧(0) y', 'fill is experimental in Prometheus, and not offered here.'],
    ['x ⟦</⟧ 5', '</ trims native histograms, which are not kept here.'],
  ],
};

for (const [claim, rows] of Object.entries(MISTAKES))
  test(claim, () => {
    for (const [marked, sentence] of rows) {
      const text = marked.replace(/[⟦⟧]/g, '');
      const position = { from: marked.indexOf('⟦'), to: marked.indexOf('⟧') - 1 };
      const { message, position: found } = mistakeOf(text);
      assert.deepEqual({ text, message, position: found }, { text, message: sentence, position });
    }
  });

function mistakeOf(text: string): PromqlError {
  try {
    parsePromql(text);
  } catch (error) {
    assert.ok(error instanceof PromqlError, `${text}: ${error}`);
    return error;
  }
  assert.fail(`"${text.slice(0, 100)}" was read`);
}

test('the nearest name is given apart, too', () => {
  assert.equal(mistakeOf('avg_over_tme(x[5m])').suggestion, 'avg_over_time');
  assert.equal(mistakeOf('no_such_thing(x)').suggestion, undefined);
});

test('experimental functions are known and refused', () => {
  const experimental = [...FUNCTIONS].filter(([, { isExperimental }]) => isExperimental).map(([name]) => name);
  assert.ok(experimental.includes('mad_over_time') && experimental.length > 10);
  for (const name of experimental)
    assert.equal(mistakeOf(`${name}(x)`).message, `${name} is experimental in Prometheus, and not offered here.`);
});

test('texts that are too long or too deep are refused, however they are', () => {
  const deep = /^More than 500 operators and brackets are nested/;
  const unclosed = /^The \( is not closed/;
  const cases: readonly (readonly [string, RegExp])[] = [
    ['x'.repeat(MAX_TEXT_LENGTH + 1), /^An expression may have 100000 characters; this one has 100001/],
    ['('.repeat(10_000), unclosed],
    [`${'('.repeat(10_000)}x${')'.repeat(10_000)}`, deep],
    [`${'abs('.repeat(10_000)}x${')'.repeat(10_000)}`, deep],
    [`${'-'.repeat(50_000)}x`, deep],
    [`x${'^-x'.repeat(30_000)}`, deep],
    [`x${'-x'.repeat(40_000)}`, deep],
    [`x${'[5m:]'.repeat(15_000)}`, /^A subquery is taken of an instant vector/],
    [`${'(x+'.repeat(MAX_DEPTH / 2)}x${')'.repeat(MAX_DEPTH / 2)}${'+x'.repeat(MAX_DEPTH / 2)}`, deep],
    [`${'1'.repeat(90_000)}x`, /^This is no number/],
    [`${'1'.repeat(90_000)}`, /^This number is too large/],
    [`x[${'1'.repeat(90_000)}m1h]`, /^This is no duration/],
    [`"${'\\'.repeat(90_001)}`, /^The quote " is not closed/],
    [`"${'\\q'.repeat(40_000)}"`, /^\\q is no escape/],
    [`{${',a="b"'.repeat(15_000).slice(1)}`, /^The { is not closed/],
    [`${'y'.repeat(90_000)}(x)`, /^There is no function y+\./],
  ];
  for (const [text, sentence] of cases) assert.match(mistakeOf(text).message, sentence, text.slice(0, 20));
});
