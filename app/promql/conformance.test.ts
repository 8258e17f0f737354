import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functions } from './functions/functions.ts';
import { FUNCTIONS } from './functions-table.ts';
import { runFile } from './testing/conformance/run-file.ts';

const LOADED = `load 1m
  boiler_starts{house="a"} 0+6x20
  boiler_starts{house="b"} 0+3x9 0+3x10
  warmth{house="a",room="bath"} 20 21 22 _x5 23x12
  warmth{house="a",room="attic"} 10+1x20
  warmth{house="b",room="bath"} 24x3 stale
  limit{house="a"} 21x20
  wait_bucket{le="1"} 0+1x20
  wait_bucket{le="2"} 0+3x20
  wait_bucket{le="+Inf"} 0+4x20
  other_bucket{le="+Inf"} 0+4x20
`;

/** By hand: what PromQL must say of what is loaded. `{}` is an element without labels. */
const CASES: readonly (readonly [query: string, ...results: string[]])[] = [
  ['warmth{room="bath"}', 'warmth{house="a",room="bath"} 23'],
  ['sum(warmth)', '{} 53'],
  ['max without (room) (warmth)', '{house="a"} 30'],
  ['rate(boiler_starts{house="a"}[5m])', '{house="a"} 0.1'],
  ['increase(boiler_starts[5m])', '{house="a"} 30', '{house="b"} 15'],
  ['resets(boiler_starts[20m])', '{house="a"} 0', '{house="b"} 1'],
  ['count_over_time(warmth{house="a"}[20m])', '{house="a",room="bath"} 15', '{house="a",room="attic"} 20'],
  ['warmth > on (house) group_left limit', 'warmth{house="a",room="bath"} 23', 'warmth{house="a",room="attic"} 30'],
  ['warmth - ignoring (room) group_left limit', '{house="a",room="bath"} 2', '{house="a",room="attic"} 9'],
  ['limit unless on (house) warmth'],
  ['nothing == on (house) warmth'],
  ['count_values without (room) ("house", warmth)', '{house="23"} 1', '{house="30"} 1'],
  ['count_values without (room, house) ("house", warmth)', '{} 2'],
  ['histogram_quantile(2, other_bucket)', '{} Inf'],
  ['minute(vector(-0.5))', '{} 0'],
  [
    'warmth offset 18m',
    'warmth{house="a",room="bath"} 22',
    'warmth{house="a",room="attic"} 12',
    'warmth{house="b",room="bath"} 24',
  ],
  ['warmth{house="b"} @ 120', 'warmth{house="b",room="bath"} 24'],
  ['absent(warmth{house="c"})', '{house="c"} 1'],
  ['max_over_time(sum(warmth{room="attic"})[10m:2m])', '{} 30'],
  ['histogram_quantile(0.5, wait_bucket)', '{} 1.5'],
  ['histogram_fraction(0, 1.5, wait_bucket)', '{} 0.5'],
  ['label_replace(limit, "street", "no $1", "house", "(.)")', 'limit{house="a",street="no a"} 21'],
  ['count_values("value", warmth)', '{value="23"} 1', '{value="30"} 1'],
  ['count_values without (room) ("house", warmth)', '{house="23"} 1', '{house="30"} 1'],
  ['count_values by (house) ("house", limit or warmth * 0 + 21)', '{house="21"} 3'],
  ['topk(2, warmth * 0)', '{house="a",room="attic"} 0', '{house="a",room="bath"} 0'],
  ['-1 ^ 2', '-1'],
  ['hour(vector(7200))', '{} 2'],
];

for (const [query, ...results] of CASES) {
  test(`means what PromQL means: ${query}`, async () => {
    const expected = results.map(line => `\n  ${line}`).join('');
    const { passed, failures } = await runFile(`${LOADED}\neval instant at 20m ${query}${expected}\n`);
    assert.deepEqual([failures, passed], [[], 1]);
  });
}

for (const query of ['limit == on (house) warmth', 'histogram_quantile(0.5, {__name__=~".+_bucket"})']) {
  test(`has no answer where two elements could not be told apart: ${query}`, async () => {
    const { passed, failures } = await runFile(`${LOADED}\neval instant at 20m ${query}\n  expect fail\n`);
    assert.deepEqual([failures, passed], [[], 1]);
  });
}

test('a wrong answer is found out', async () => {
  const { passed, failures } = await runFile(
    'load 1m\n  x{a="b"} 1+1x9\n\neval instant at 5m x\n  x{a="b"} 7\n\neval instant at 5m sum(x)\n  {} 6\n\neval instant at 5m x\n  y{a="b"} 6\n\neval instant at 5m x\n  expect fail\n',
  );
  assert.equal(passed, 1);
  assert.deepEqual(
    failures.map(failure => failure.split(': ')[0]),
    ['line 4', 'line 10', 'line 13'],
  );
});

test('every function that is offered is there, and no other', () => {
  const offered = Array.from(FUNCTIONS).filter(([, { isExperimental }]) => !isExperimental);
  assert.deepEqual(Object.keys(functions).sort(), offered.map(([name]) => name).sort());
});
