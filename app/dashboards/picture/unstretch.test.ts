import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scalePath } from './scale-path.ts';
import { takeCharts } from './take-charts.ts';
import { unstretch } from './unstretch.ts';

const twice = (x: number) => 2 * x;
const half = (y: number) => y / 2;

test('each point of a path is moved, in whatever way it was written', () => {
  assert.equal(scalePath('m1 10 2-4 1 6', twice, half), 'M2 5L6 3L8 6');
  assert.equal(scalePath('m1 10h0', twice, half), 'M2 5L2 5');
  assert.equal(scalePath('M1 10L3 6V8H0z', twice, half), 'M2 5L6 3L6 4L0 4z');
  assert.equal(scalePath('m1 10 1 2zm4 0 1 1', twice, half), 'M2 5L4 6zM10 5L12 5.5');
  assert.equal(
    scalePath('m1 10 2 3 4 0 0 20', x => 0.1 * x, half),
    'M0.1 5L0.3 6.5L0.7 6.5L0.7 16.5',
  );
});

test('a path with curves stays as it is', () => {
  const arc = 'M1 1A62 62 0 0 1 3 4';
  assert.equal(scalePath(arc, twice, half), arc);
});

test('what stretches with its panel is given its place in pixels, whatever it stands in', () => {
  const chart =
    '<line x1="50%"/><svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%">' +
    '<g transform="scale(10 1)"><g transform="translate(5)"><path class="a" d="m0 500 1-100"></path>' +
    '<path class="b" d=""></path></g><rect x="1" y="100" width="2" height="300"/></g></svg><text/>';
  assert.equal(
    unstretch(chart, { width: 500, height: 100 }),
    '<line x1="50%"/><g><g><g><path class="a" d="M25 50L30 40"></path></g>' +
      '<rect x="5" y="10" width="10" height="30"/></g></g><text/>',
  );
});

test('of the drawings of a panel those are taken that are told to readers, with all that is in them', () => {
  const html =
    '<svg class="icon" aria-hidden="true"><use/></svg><div><svg class="chart" role="img" aria-label="A &amp; B">' +
    '<svg viewBox="0 0 1 1"><g/></svg><line/></svg></div><svg class="face" role="img" viewBox="1 2 3 4"></svg>';
  assert.deepEqual(takeCharts(html), [
    { classes: 'chart', label: 'A &amp; B', viewBox: undefined, inside: '<svg viewBox="0 0 1 1"><g/></svg><line/>' },
    { classes: 'face', label: '', viewBox: '1 2 3 4', inside: '' },
  ]);
});
