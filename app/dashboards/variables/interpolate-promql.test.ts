// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables are written like that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveProblem } from '../../promql/live/live-problem.ts';
import { parseSelectorText } from '../../promql/parse/parse-selector-text.ts';
import { createRandom } from '../../testing/random.ts';
import { interpolatePromql } from './interpolate-promql.ts';
import { timeScope } from './time-scope.ts';
import type { VariableValues } from './variable-values.ts';

const fill = (text: string, values: Record<string, readonly string[] | VariableValues>) =>
  interpolatePromql(
    text,
    new Map(
      Object.entries(values).map(([name, one]) => [
        name,
        Array.isArray(one) ? { values: one } : (one as VariableValues),
      ]),
    ),
  );
/** The matchers but that of the metric. */
const matchersOf = (text: string) => parseSelectorText(text).filter(({ label }) => label !== '__name__');

const NASTY = [
  'a"b',
  "a'b",
  'a`b',
  'a\\',
  '\\"} or up{a="',
  '"} or vector(1) # ',
  'x\ny',
  'a.b|c*(d)[e]{f}^$+?',
  '${host}',
  '',
  'ü \u{1F600}',
];

test('a value inside of quotes is that text and nothing else, whatever is in it and whichever quotes they are', () => {
  for (const value of NASTY)
    for (const text of ['up{host="$host"}', "up{host='${host}'}", 'up{host=`$host`}'])
      assert.deepEqual(matchersOf(fill(text, { host: [value] })), [{ label: 'host', op: '=', value }], text);
});

test('values in a regular expression match themselves and nothing else', () => {
  const [one] = matchersOf(fill('up{host=~"$host"}', { host: NASTY }));
  assert.equal(one!.op, '=~');
  // What RE2 escapes, JavaScript reads alike.
  const pattern = new RegExp(`^(?:${one!.value})$`, 'su');
  for (const value of NASTY) assert.match(value, pattern);
  for (const other of ['axb', 'a', 'up', 'abbc', 'vector(1)']) assert.doesNotMatch(other, pattern);
});

test('text around a variable stays what it was', () => {
  const host = { host: ['a.b'] };
  assert.deepEqual(matchersOf(fill('up{host=~"$host:\\\\d+"}', host)), [
    { label: 'host', op: '=~', value: 'a\\.b:\\d+' },
  ]);
  assert.deepEqual(matchersOf(fill('up{host="x.$host.y"}', host)), [{ label: 'host', op: '=', value: 'x.a.b.y' }]);
  assert.equal(fill('label_replace(up, "a", "$1", "b", "(.*)$")', host), 'label_replace(up, "a", "$1", "b", "(.*)$")');
});

test('a condition on one value becomes one on any of them when several are chosen', () => {
  const host = { host: ['a.b', 'c'] };
  assert.deepEqual(matchersOf(fill('up{host="x.$host"}', host)), [{ label: 'host', op: '=~', value: 'x\\.(a\\.b|c)' }]);
  assert.deepEqual(matchersOf(fill('up{host!="$host"}', host)), [{ label: 'host', op: '!~', value: '(a\\.b|c)' }]);
  const all = { host: { values: ['a'], pattern: '.+' } };
  assert.deepEqual(matchersOf(fill('up{host="$host"}', all)), [{ label: 'host', op: '=~', value: '.+' }]);
});

test('outside of quotes a name, a number or a length of time may stand, and nothing more', () => {
  const values = { n: ['5'], by: ['host', 'job'], every: ['1h30m'], metric: ['node:load'] };
  assert.equal(
    fill('topk($n, sum by ($by) (rate($metric[${every}])))', values),
    'topk(5, sum by (host, job) (rate(node:load[1h30m])))',
  );
  for (const value of NASTY)
    assert.throws(() => fill('topk($n, up)', { n: [value] }), /outside of quotes there must be a name/);
  assert.throws(() => fill('up{host="$host"}', { host: [] }), /no value of \$host to choose yet/);
});

test('no value whatever makes another expression of one', () => {
  const random = createRandom(7);
  const signs = [
    '"',
    "'",
    '`',
    '\\',
    '{',
    '}',
    '(',
    ')',
    ' or ',
    '$',
    '$host',
    '\n',
    '#',
    '|',
    '.',
    'a',
    '1',
    '[',
    ',',
  ];
  for (let round = 0; round < 2000; round++) {
    const value = Array.from({ length: 1 + random(8) }, () => signs[random(signs.length)]).join('');
    const [one, two, three] = matchersOf(fill('up{a="$v",b=~`${v}`,c!=\'$v\'}', { v: [value] }));
    assert.deepEqual([one, three!.value], [{ label: 'a', op: '=', value }, value]);
    assert.equal(two!.label, 'b');
    assert.match(value, new RegExp(`^(?:${two!.value})$`, 'su'));
  }
});

test('each view has its interval and its range, as Grafana defines them', () => {
  const scope = timeScope(6 * 3_600_000, 60_000);
  const text =
    'rate(a[$__rate_interval]) + rate(a[$__interval]) * $__interval_ms + $__range_s + $__range_ms + a[$__range]';
  assert.equal(interpolatePromql(text, scope), 'rate(a[75s]) + rate(a[60s]) * 60000 + 21600 + 21600000 + a[21600s]');
  assert.equal(interpolatePromql('$__rate_interval', timeScope(300_000, 1000)), '60s');
  assert.equal(liveProblem(interpolatePromql('rate(a[${__interval}])', timeScope(1000, 5))), undefined);
});
