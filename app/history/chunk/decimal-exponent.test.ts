import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalExponent } from './decimal-exponent.ts';

const exponent = (...values: number[]) => decimalExponent(Float64Array.from(values), values.length);

test('finds the fewest decimal places that do', () => {
  assert.equal(exponent(1, 200, -3e9), 0);
  assert.equal(exponent(0.1, 0.2, 0.3), 1);
  assert.equal(exponent(1.25, 2, -7.5), 2);
  assert.equal(exponent(1e-9, 2e-9), 9);
});

test('a few values with more places do not count', () => {
  assert.equal(exponent(...Array<number>(30).fill(0.5), Math.PI, 1.23456789), 1);
});

test('infinities and NaN have no say', () => {
  assert.equal(exponent(Number.NaN, Infinity, -Infinity, Number.NaN, 2.5), 1);
  assert.equal(exponent(Number.NaN), undefined);
});

test('says so when most values are no short decimals', () => {
  assert.equal(exponent(Math.PI, Math.E, Math.SQRT2), undefined);
  assert.equal(exponent(1e300, 5e-324), undefined);
});
