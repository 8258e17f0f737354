import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseDomain, domainTicks, heightOf } from './scale.ts';

test('per cent is 0 to 100, unless the values go beyond', () => {
  assert.deepEqual(chooseDomain([3, 4], '%'), { min: 0, max: 100 });
  assert.deepEqual(chooseDomain([3, 100.02], '%'), { min: 0, max: 100 }, 'a sum of rounded parts');
  assert.deepEqual(chooseDomain([3, 380], '%'), { min: 0, max: 400 });
});

test('stands on zero when no value is below it', () => {
  assert.deepEqual(chooseDomain([20, 190], '/s'), { min: 0, max: 200 });
  assert.deepEqual(chooseDomain([7, 7], ''), { min: 0, max: 8 });
});

test('draws close up what varies little, but not noise', () => {
  const close = chooseDomain([20.9, 21.8], '°C');
  assert.ok(close.min > 20 && close.min <= 20.9 && close.max >= 21.8 && close.max < 23, JSON.stringify(close));
  const noise = chooseDomain([99.99, 100], '');
  assert.ok(noise.max - noise.min >= 4, JSON.stringify(noise));
});

test('holds values below zero, and has zero among its ticks', () => {
  const domain = chooseDomain([-3.2, 4.1], '°C');
  assert.ok(domain.min <= -3.2 && domain.max >= 4.1);
  assert.ok(domainTicks(domain, '°C').includes(0));
  assert.deepEqual(chooseDomain([-5, -1], ''), { min: -6, max: 0 });
});

test('is 0 to 1 without any value, and ignores what is not finite', () => {
  assert.deepEqual(chooseDomain([], ''), { min: 0, max: 1 });
  assert.deepEqual(chooseDomain([undefined, Number.NaN, 0], ''), { min: 0, max: 1 });
  assert.deepEqual(chooseDomain([Number.POSITIVE_INFINITY, 3], ''), { min: 0, max: 3 });
});

test('keeps the domain in use while it holds the values and they fill it', () => {
  const previous = { min: 0, max: 250 };
  assert.deepEqual(chooseDomain([20, 190], '/s', previous), previous);
  assert.deepEqual(chooseDomain([20, 260], '/s', previous), { min: 0, max: 300 });
  assert.deepEqual(chooseDomain([20, 80], '/s', previous), { min: 0, max: 80 });
});

test('does not give up a domain that it has just chosen', () => {
  for (let value = 1; value < 2000; value += 7) {
    const chosen = chooseDomain([0, value], '');
    assert.deepEqual(chooseDomain([0, value], '', chosen), chosen, `for ${value}`);
  }
});

test('has at most five ticks, both ends among them, for any size', () => {
  for (const unit of ['', 'bytes', 'seconds', '°C']) {
    for (let exponent = -9; exponent < 12; exponent += 0.13) {
      const domain = chooseDomain([0, 10 ** exponent], unit);
      const ticks = domainTicks(domain, unit);
      assert.ok(ticks.length >= 2 && ticks.length <= 5, `${ticks.length} ticks for ${10 ** exponent} ${unit}`);
      assert.equal(ticks[0], domain.min);
      assert.equal(ticks.at(-1), domain.max);
    }
  }
});

test('rounds in the unit that will be read', () => {
  assert.deepEqual(domainTicks(chooseDomain([0, 100], 'seconds'), 'seconds'), [0, 30, 60, 90, 120]);
});

test('a height is whole, counts from the top and stays inside', () => {
  const domain = { min: 0, max: 100 };
  assert.equal(heightOf(100, domain), 0);
  assert.equal(heightOf(38.26, domain), 617);
  assert.equal(heightOf(0, domain), 1000);
  assert.equal(heightOf(140, domain), 0);
  assert.equal(heightOf(-1, domain), 1000);
});

test('is drawn for any number there is', () => {
  const { MAX_VALUE, MIN_VALUE } = Number;
  for (const values of [[MAX_VALUE], [-MAX_VALUE, MAX_VALUE], [MIN_VALUE], [0, MIN_VALUE], [MAX_VALUE, MIN_VALUE]]) {
    const domain = chooseDomain(values, '');
    for (const value of values)
      assert.ok(Number.isInteger(heightOf(value, domain)), JSON.stringify({ values, domain }));
  }
});
