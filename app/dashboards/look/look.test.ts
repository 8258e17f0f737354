import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DashboardDefinition } from '../definition.ts';
import { createDress } from './dress-series.ts';
import { judgeValue, limitsOf } from './judge-value.ts';
import type { Mapping } from './mappings.ts';
import { sawFractions } from './saw-fractions.ts';
import { tellValue, type ValueLook } from './tell-value.ts';
import type { Thresholds } from './thresholds.ts';

const panel = { kind: 'stat', id: 'one', title: 'Now', w: 6, h: 4, queries: [{ expr: 'temperature' }] };
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

/** Where and why it is refused; undefined when it is not. */
function problemOf(look: object): string | undefined {
  const parsed = DashboardDefinition.safeParse({ title: 'Attic', panels: [{ ...panel, ...look }] });
  const issue = parsed.error?.issues[0];
  return issue && `${issue.path.slice(2).join('.')}: ${issue.message}`;
}

function tell(value: number | undefined, look: ValueLook, unit = '') {
  const { text, status, words } = tellValue(value, look, { unit, timeZone: 'UTC' });
  return [plain(text), status, words && plain(words)];
}

const HOT: Thresholds = {
  steps: [
    { at: 80, status: 'crit' },
    { at: 60, status: 'warn', word: 'warm' },
  ],
};

test('a value has the status of the last limit that it has reached, in whatever order they are written', () => {
  const rows = [59.9, 60, 79, 80, 1e9, Number.NaN, undefined].map(value => tell(value, { thresholds: HOT }, '°C'));
  assert.deepEqual(rows, [
    ['59.9 °C', undefined, undefined],
    ['60 °C', 'warn', 'warm'],
    ['79 °C', 'warn', 'warm'],
    ['80 °C', 'crit', 'above 80 °C'],
    ['1 000 000 000 °C', 'crit', 'above 80 °C'],
    ['not a number', undefined, undefined],
    ['–', undefined, undefined],
  ]);
});

test('where trouble lies below, the lowest limit that is reached counts', () => {
  const thresholds: Thresholds = {
    direction: 'below',
    steps: [
      { at: 3.3, status: 'crit' },
      { at: 3.6, status: 'warn' },
    ],
  };
  const statusOf = (value: number) => tell(value, { thresholds }, 'V').slice(1);
  assert.deepEqual(statusOf(3.61), [undefined, undefined]);
  assert.deepEqual(statusOf(3.6), ['warn', 'below 3.6 V']);
  assert.deepEqual(statusOf(3.3), ['crit', 'below 3.3 V']);
  assert.deepEqual(statusOf(-4), ['crit', 'below 3.3 V']);
});

test('limits in per cent lie on the scale of the panel, or of a share', () => {
  const thresholds: Thresholds = { of: 'percent', steps: [{ at: 90, status: 'warn' }] };
  assert.deepEqual(tell(46, { thresholds, min: 10, max: 50 }, 'A').slice(1), ['warn', 'above 46 A']);
  assert.deepEqual(tell(0.9, { thresholds }, 'ratio'), ['90 %', 'warn', 'above 90 %']);
  assert.deepEqual(tell(90, { thresholds }, '%').slice(1), ['warn', 'above 90 %']);
  assert.deepEqual(limitsOf(thresholds, 'A', undefined), [], 'nobody knows per cent of what');
});

test('a status never gets milder on the way into trouble', () => {
  const order = [undefined, 'ok', 'warn', 'crit'];
  const steps: Thresholds['steps'] = [
    { at: -5, status: 'ok' },
    { at: 0, status: 'warn' },
    { at: 7, status: 'crit' },
  ];
  for (const direction of ['above', 'below'] as const) {
    const turned = direction === 'above' ? steps : steps.map(step => ({ ...step, at: -step.at }));
    const limits = limitsOf({ direction, steps: turned }, '', undefined);
    let worst = 0;
    for (let i = -20; i <= 20; i += 0.25) {
      const rank = order.indexOf(judgeValue(direction === 'above' ? i : -i, limits)?.status);
      assert.ok(rank >= worst, `${direction} ${i}`);
      worst = rank;
    }
    assert.equal(worst, 3);
  }
});

test('words stand in place of values: of one, of a range, of none and of what has no end', () => {
  const mappings: Mapping[] = [
    { value: 0, text: 'shut' },
    { value: 1, text: 'open', status: 'warn' },
    { from: 2, to: 4, text: 'ajar' },
    { from: 100, text: 'broken', status: 'crit' },
    { is: 'none', text: 'no sensor', status: 'crit' },
    { is: 'infinite', text: 'off the scale' },
  ];
  const rows = [0, 1, 2, 4, 4.5, 1000, Number.NaN, undefined, Number.NEGATIVE_INFINITY];
  assert.deepEqual(
    rows.map(value => tell(value, { mappings }, 'V').slice(0, 2)),
    [
      ['shut', undefined],
      ['open', 'warn'],
      ['ajar', undefined],
      ['ajar', undefined],
      ['4.5 V', undefined],
      ['broken', 'crit'],
      ['no sensor', 'crit'],
      ['no sensor', 'crit'],
      ['off the scale', undefined],
    ],
  );
});

test('a mapping has the last word on the status, and without one leaves it to the thresholds', () => {
  const look: ValueLook = {
    thresholds: { steps: [{ at: 1, status: 'crit' }] },
    mappings: [
      { value: 1, text: 'open', status: 'ok' },
      { value: 2, text: 'ajar' },
    ],
  };
  assert.deepEqual(tell(1, look), ['open', 'ok', undefined]);
  assert.deepEqual(tell(2, look), ['ajar', 'crit', 'above 1']);
});

test('a panel says in its own words that there is no value', () => {
  assert.deepEqual(tell(undefined, { noValue: 'not yet weighed' }, 'kg'), ['not yet weighed', undefined, undefined]);
  assert.equal(tell(Number.NaN, { noValue: 'asleep' })[0], 'asleep');
  assert.equal(tell(2.3456, { decimals: 3 }, 'kg')[0], '2.346 kg');
});

test('an override finds its series by name or by labels; of the same the last one holds', () => {
  const dress = createDress([
    { series: '{mode=~"us.*|sys.*"}', as: { colour: 'rust', unit: '%' } },
    { name: 'system', as: { name: 'kernel', colour: 'moss' } },
    { series: 'disk', as: { axis: 'right' } },
  ]);
  const of = (name: string, metric: string, labels = {}) => dress({ name, metric, labels });
  assert.deepEqual(of('user', 'cpu', { mode: 'user' }), { yarn: 2, unit: '%' });
  assert.deepEqual(of('system', 'cpu', { mode: 'system' }), { yarn: 7, unit: '%', name: 'kernel' });
  assert.deepEqual(of('disk', 'disk'), { axis: 'right' });
  assert.deepEqual(of('idle', 'cpu', { mode: 'idle' }), {});
});

test('a figure keeps its decimals once it has had some, and forgets none while the screen lasts', () => {
  const memory = {};
  const saw = (value: number, max = value) =>
    sawFractions({ key: 'a', value, extremes: { min: 0, max, maxAtMs: 0 } }, memory);
  assert.deepEqual([saw(21), saw(21, 21.5), saw(22)], [false, true, true]);
  assert.equal(sawFractions({ key: 'b', value: 3, extremes: undefined }, memory), false);
});

test('what a look says is kept as it is, and a panel without one is as valid as before', () => {
  const look = {
    ...{ unit: 'kWh', decimals: 1, min: 0, max: 10, noValue: 'asleep', thresholds: { of: 'percent', ...HOT } },
    mappings: [{ value: 0, text: 'off', status: 'ok' }],
    overrides: [{ series: '{room="attic"}', as: { name: 'upstairs', colour: 'indigo', axis: 'right', unit: 'W' } }],
  };
  for (const kind of ['stat', 'gauge', 'line', 'table']) {
    assert.equal(problemOf({ ...look, kind }), undefined);
    assert.deepEqual(DashboardDefinition.parse({ title: 'A', panels: [{ ...panel, ...look, kind }] }).panels[0], {
      ...{ ...panel, ...look, kind },
    });
  }
  assert.equal(problemOf({ kind: 'gauge', min: 5, max: 5, warn: 0.5 }), undefined, 'gauges bear any ends');
});

test('what is wrong with a look is said in a sentence, at its place', () => {
  const step = { at: 5, status: 'warn' };
  const rows = [
    [
      { thresholds: { steps: [step, { ...step, status: 'crit' }] } },
      'thresholds.steps.1.at: two steps are at 5: remove one',
    ],
    [{ thresholds: { of: 'percent', steps: [step] } }, /^thresholds: per cent of what\? Give "min" and "max"/],
    [{ kind: 'gauge', warn: 0.5, thresholds: { steps: [step] } }, /^thresholds: give either thresholds, or "warn"/],
    [{ thresholds: { steps: [{ at: 5, status: 'bad' }] } }, /^thresholds\.steps\.0\.status: .*"ok"\|"warn"\|"crit"/],
    [{ thresholds: { steps: [] } }, /^thresholds\.steps: /],
    [{ mappings: [{ text: 'open' }] }, /^mappings\.0: say for which values it is: with "value", with "from" and "to"/],
    [{ mappings: [{ value: 1, from: 2, text: 'open' }] }, /^mappings\.0: say for which values it is/],
    [{ mappings: [{ from: 4, to: 2, text: 'open' }] }, 'mappings.0: no value lies from 4 to 2: swap the two'],
    [{ overrides: [{ as: { name: 'x' } }] }, /^overrides\.0: say which series it is for: either with "name" or/],
    [{ overrides: [{ name: 'a', series: 'b', as: { name: 'x' } }] }, /^overrides\.0: say which series it is for/],
    [{ overrides: [{ name: 'a', as: {} }] }, /^overrides\.0\.as: say what is different: "name", "colour"/],
    [{ overrides: [{ name: 'a', as: { colour: 'pink' } }] }, /^overrides\.0\.as\.colour: .*"woad"\|"rust"/],
    [{ overrides: [{ series: 'rate(x[5m])', as: { name: 'x' } }] }, /^overrides\.0\.series: This must be a selector/],
    [{ overrides: [{ series: 'x offset 5m', as: { name: 'x' } }] }, /^overrides\.0\.series: This must be a selector/],
    [{ overrides: [{ series: '{a=~"("}', as: { name: 'x' } }] }, /^overrides\.0\.series: \S/],
    [{ overrides: [{ series: '{a=}', as: { name: 'x' } }] }, /^overrides\.0\.series: \S/],
    [{ min: 5, max: 5 }, 'max: the scale ends at 5, which is not above its beginning at 5'],
    [{ min: 5 }, 'max: a scale has two ends: give both "min" and "max"'],
    [{ kind: 'line', max: 5 }, 'min: a scale has two ends: give both "min" and "max"'],
    [{ decimals: 11 }, /^decimals: /],
    [{ noValue: '' }, /^noValue: /],
  ] as const;
  for (const [look, expected] of rows) {
    const problem = problemOf(look) ?? '';
    if (typeof expected === 'string') assert.equal(problem, expected);
    else assert.match(problem, expected);
  }
});
