import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { areaPath, barsPath, dotsPath, linePath, pointsPath } from './path.ts';

test('draws a line in relative steps of one grid unit', () => {
  assert.equal(linePath([500, 503, 490]), 'm0 500 1 3 1-13');
});

test('joins steps at one height, and only those', () => {
  assert.equal(linePath([500, 500, 500, 490, 490, undefined, 490, 490]), 'm0 500 2 0 1-10 1 0m2 0 1 0');
  assert.equal(linePath([500, 500, 500]), 'm0 500 2 0');
  assert.equal(areaPath([300, 300, 300], [300, 300, 300]), 'm0 300 2 0-2 0z');
  assert.equal(areaPath([1000, 1000]), 'm0 1000 1 0-1 0z');
});

test('leaves a gap where values are missing', () => {
  assert.equal(linePath([undefined, 100, 110, undefined, undefined, 90, 80]), 'm1 100 1 10m3-20 1-10');
});

test('draws a value that stands alone as a dot', () => {
  assert.equal(linePath([100, undefined, 200, undefined, 300]), 'm0 100h0m2 100h0m2 100h0');
  assert.equal(pointsPath([100, 110, undefined, 200, undefined, 300, 300]), 'm3 200h0');
});

test('draws nothing when there is nothing', () => {
  assert.equal(linePath([]), '');
  assert.equal(linePath([undefined, undefined]), '');
  assert.equal(areaPath([undefined, 5, undefined]), '');
});

test('fills down to the foot, and starts the next run from where the last began', () => {
  assert.equal(areaPath([500, 510, undefined, 400, 390]), 'm0 500 1 10 0 490-1 0zm3-100 1-10 0 610-1 0z');
});

test('fills down to the series below when there is one', () => {
  assert.equal(areaPath([300, 310], [600, 620]), 'm0 300 1 10 0 310-1-20z');
});

test('consecutive frames differ by one value at each end', () => {
  const values = Array.from({ length: 181 }, (_, index) => 500 + Math.round(300 * Math.sin(index * index)));
  const before = linePath(values);
  const after = linePath([...values.slice(1), 42]);
  const sharedTail = before.slice(before.indexOf(' 1', 8) + 12);
  assert.ok(after.includes(sharedTail), 'the steps between are the same text');
  const alone = deflateRawSync(after).length;
  const together = deflateRawSync(after, { dictionary: Buffer.from(before) }).length;
  assert.ok(together < alone / 10, `${together} bytes after the last frame, ${alone} alone`);
});

test('draws a bar for each value, from its floor, and starts the next one from there', () => {
  assert.equal(barsPath([500, undefined, 400], 1000), 'm-0.4 1000h0.8v-500h-0.8zm2 0h0.8v-600h-0.8z');
  assert.equal(barsPath([500, 400], [600, 700]), 'm-0.4 600h0.8v-100h-0.8zm1 100h0.8v-300h-0.8z');
  assert.equal(barsPath([undefined, 500], 1000, { place: 1, of: 2 }), 'm1 1000h0.4v-500h-0.4z');
});

test('draws a dot for each value', () => {
  assert.equal(dotsPath([100, undefined, 100, 200]), 'm0 100h0m2 0h0m1 100h0');
});

test('fills to a line other than the foot', () => {
  assert.equal(areaPath([600, 700], 500), 'm0 600 1 100 0-200-1 0z');
});
