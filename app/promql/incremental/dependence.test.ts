import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePromql } from '../parse/parse-promql.ts';
import { findDependence } from './dependence.ts';

const find = (text: string) =>
  findDependence(parsePromql(text), { lookbackMs: 300_000, stepMs: 10_000, defaultStepMs: 60_000 });
const windows = (text: string) => find(text).leaves.map(({ loMs, hiMs }) => [loMs / 1000, hiMs / 1000]);

test('a selector depends on its window before the step, moved by its offset', () => {
  assert.deepEqual(windows('x'), [[-300, 0]]);
  assert.deepEqual(windows('rate(x[1m] offset 1h)'), [[-3660, -3600]]);
  assert.deepEqual(windows('x offset -1m'), [[-240, 60]]);
  assert.deepEqual(windows('x / on (a) sum(y offset 5m)'), [
    [-300, 0],
    [-600, -300],
  ]);
});

test('within a subquery the windows add up', () => {
  assert.deepEqual(windows('max_over_time(rate(x[1m])[10m:1m])'), [[-660, 0]]);
  assert.deepEqual(windows('max_over_time((x offset 1m)[10m:] offset 1h)'), [[-4560, -3660]]);
});

test('a fixed time is the same for all steps, wherever it stands', () => {
  for (const text of ['x @ 1000 offset 1m', 'max_over_time((x)[10m:] @ 1600 offset 11m)'])
    assert.ok(find(text).leaves.every(({ isFixed }) => isFixed) && !find(text).reason, text);
  assert.deepEqual(windows('x @ 1000 offset 1m'), [[640, 940]]);
  assert.deepEqual(windows('max_over_time((x)[10m:] @ 1600 offset 10m)'), [[100, 1000]]);
});

test('what depends on the step alone depends on no samples', () => {
  for (const text of ['time()', 'vector(1)', 'hour()', '1 + 2'])
    assert.deepEqual(find(text), { leaves: [], reason: undefined });
});

test('a subquery of too many steps is said, also where they come of one in another', () => {
  assert.equal(find('max_over_time((x)[10h:1m])').reason, undefined);
  for (const text of ['max_over_time((x)[10h1m:])', 'max_over_time(max_over_time((x)[30m:1m])[30m:1m])'])
    assert.equal(find(text).reason, 'Its subqueries have more than 600 steps.');
});

test('what depends on an end of the range, or keeps too many steps open, is said', () => {
  assert.match(find('x and topk(5, y @ end())').reason ?? '', /@ end\(\) makes every step depend on the newest one/);
  assert.match(find('max_over_time((x @ start())[5m:])').reason ?? '', /@ start\(\) makes every step/);
  assert.equal(find('x offset -10m').reason, undefined);
  assert.match(find('x offset -11m').reason ?? '', /keeps more than 60 steps open/);
  assert.equal(find('topk(5, sort(x offset 1y)) > time()').reason, undefined);
});
