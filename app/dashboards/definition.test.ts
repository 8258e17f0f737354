import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DashboardDefinition } from './definition.ts';
import { DEFAULT_RANGE, findRange, RANGES } from './range.ts';

const panel = { kind: 'stat', id: 'one', title: 'Now', w: 6, h: 4, queries: [{ expr: 'temperature' }] };

/** Where and why it is refused; undefined when it is not. */
function problemOf(panels: readonly unknown[], more: object = {}): string | undefined {
  const parsed = DashboardDefinition.safeParse({ title: 'Attic', panels, ...more });
  const issue = parsed.error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
}

test('a dashboard may be empty', () => {
  assert.equal(problemOf([]), undefined);
});

test('panels of one dashboard have ids of their own', () => {
  assert.equal(problemOf([panel, { ...panel, id: 'two' }]), undefined);
  assert.equal(problemOf([panel, panel]), 'panels: panel ids must differ');
});

test('an id fits into an address and into a page', () => {
  for (const id of ['', 'A', 'a b', '../x', '-a', 'ü', 'a'.repeat(64)]) assert.ok(problemOf([{ ...panel, id }]), id);
});

test('a query that cannot be read is refused with a sentence, at its place', () => {
  const withQuery = (expr: string) => ({ ...panel, queries: [{ expr: 'ok' }, { expr }] });
  assert.equal(problemOf([panel, { ...withQuery('sum by (room) (rate(x[5m]))'), id: 'two' }]), undefined);
  assert.match(problemOf([panel, { ...withQuery('rate(x[5m]'), id: 'two' }]) ?? '', /^panels\.1\.queries\.1\.expr: /);
  assert.match(problemOf([withQuery('x{room=attic}')]) ?? '', /^panels\.0\.queries\.1\.expr: /);
});

test('a query that has no values over time is refused', () => {
  const withQuery = (expr: string) => ({ ...panel, queries: [{ expr }] });
  assert.match(problemOf([withQuery('x[5m]')]) ?? '', /give it to a function such as rate/);
  assert.match(problemOf([withQuery('"x"')]) ?? '', /A text cannot be shown/);
});

test('the end of a gauge is a query and checked as one', () => {
  assert.match(problemOf([{ ...panel, kind: 'gauge', maxExpr: '1 +' }]) ?? '', /^panels\.0\.maxExpr: /);
});

test('what a panel does not know is refused, not forgotten', () => {
  assert.match(problemOf([{ ...panel, isStacked: true }]) ?? '', /isStacked/);
  assert.match(problemOf([panel], { theme: 'dark' }) ?? '', /theme/);
  assert.ok(problemOf([{ ...panel, kind: 'pie' }]));
});

test('sizes stay within the grid and numbers within their bounds', () => {
  for (const size of [{ w: 25 }, { w: 1 }, { w: 6.5 }, { h: 41 }, { h: 1 }])
    assert.ok(problemOf([{ ...panel, ...size }]));
  assert.ok(problemOf([{ ...panel, queries: [] }]));
  assert.ok(problemOf(Array.from({ length: 101 }, (_, i) => ({ ...panel, id: `p${i}` }))));
});

test('each range is cut into whole steps, so that a chart has the same number of points at all times', () => {
  for (const { name, spanMs, stepMs } of RANGES) {
    assert.equal(spanMs % stepMs, 0, name);
    assert.ok(spanMs / stepMs >= 100 && spanMs / stepMs <= 400, name);
    assert.equal(findRange(name).spanMs, spanMs);
  }
});

test('a range that nobody knows is the default one', () => {
  for (const name of ['', 'now-1h', '5M', 'constructor', null, undefined]) assert.equal(findRange(name), DEFAULT_RANGE);
});

test('a line panel names topics whose events it draws; no other panel does, and no topic has a bad name', () => {
  assert.equal(problemOf([{ ...panel, kind: 'line', topics: ['deploys', 'door-2'] }]), undefined);
  assert.match(problemOf([{ ...panel, kind: 'line', topics: ['a b'] }]) ?? '', /^panels\.0\.topics\.0: a topic has/);
  assert.match(problemOf([{ ...panel, kind: 'stat', topics: ['a'] }]) ?? '', /topics/);
  assert.ok(problemOf([{ ...panel, kind: 'line', topics: Array(11).fill('a') }]));
});
