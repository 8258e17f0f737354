import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAge } from './format-age.ts';
import { formatDuration } from './format-duration.ts';
import { formatNumber } from './format-number.ts';
import { formatTicks } from './format-ticks.ts';
import { formatValue, formatValueText } from './format-value.ts';

/** Both kinds of space as a plain one, so that expectations can be read. */
function plain(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, ' ');
}

function assertTable<Row extends readonly unknown[]>(rows: readonly Row[], act: (row: Row) => string): void {
  for (const row of rows) assert.equal(plain(act(row)), row.at(-1), `for ${JSON.stringify(row.slice(0, -1))}`);
}

test('gives a number the decimals that its size deserves', () => {
  const rows = [
    [218.4, '218'],
    [21.4, '21.4'],
    [21.04, '21.0'],
    [19, '19'],
    [1.8, '1.8'],
    [0.53, '0.53'],
    [0.0123, '0.012'],
    [99.97, '100'],
    [0, '0'],
  ] as const;
  assertTable(rows, ([value]) => formatNumber(value));
});

test('sets thousands apart with a thin space that does not break', () => {
  assert.equal(formatNumber(1084), '1\u202f084');
  assert.equal(plain(formatNumber(1234567.4)), '1 234 567');
  assert.equal(plain(formatNumber(1234.5, 2)), '1 234.50');
});

test('writes a real minus, but not before a zero', () => {
  assert.equal(formatNumber(-3.5), '−3.5');
  assert.equal(formatNumber(-0.001, 1), '0.0');
});

test('says what is not a finite number, and what is too large or too small to write out', () => {
  const rows = [
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [2.5e18, '2.5e+18'],
    [1.27e-7, '1.3e-7'],
  ] as const;
  assertTable(rows, ([value]) => formatNumber(value));
});

test('scales the units it knows and leaves every other as it is', () => {
  const rows = [
    [9.9e9, 'bytes', '9.9 GB'],
    [999_700, 'bytes', '1.0 MB'],
    [512, 'bytes', '512 B'],
    [1.25e6, 'bytes/s', '1.3 MB/s'],
    [0.0018, 'seconds', '1.8 ms'],
    [0.000_042, 'seconds', '42 µs'],
    [45, 'seconds', '45 s'],
    [200, 'seconds', '3 min 20 s'],
    [7200, 'seconds', '2 h'],
    [12.2 * 86_400, 'seconds', '12 d 4 h'],
    [218, '/s', '218 /s'],
    [2.5e7, '/s', '25 M/s'],
    [62, '%', '62 %'],
    [1084, '°C', '1 084 °C'],
    [7.1, 'bar', '7.1 bar'],
    [0.44, '%', '0.4 %'],
    [0.96, '°C', '1.0 °C'],
    [0.012, '%', '0.012 %'],
    [1_234_567, '', '1 234 567'],
    [1.2e7, '', '12 M'],
    [1.2e7, 'orders', '12 M orders'],
    [0, 'bytes', '0 B'],
    [0, 'seconds', '0 s'],
    [-2048, 'bytes', '−2.0 kB'],
  ] as const;
  assertTable(rows, ([value, unit]) => formatValueText(value, unit));
});

test('a missing value is a dash without a unit', () => {
  assert.deepEqual(formatValue(undefined, '%'), { number: '–', unit: '' });
});

test('keeps the decimals that it is given', () => {
  assert.deepEqual(formatValue(21, '°C', { decimals: 1 }), { number: '21.0', unit: '°C' });
});

test('labels all ticks of an axis in one unit and with the same decimals', () => {
  assert.deepEqual(formatTicks([0, 2.5e9, 5e9], 'bytes').map(plain), ['0.0 GB', '2.5 GB', '5.0 GB']);
  assert.deepEqual(formatTicks([0, 25, 50], '%').map(plain), ['0 %', '25 %', '50 %']);
  assert.deepEqual(formatTicks([0, 0.1, 0.2, 0.30000000000000004], '').map(plain), ['0.0', '0.1', '0.2', '0.3']);
  assert.deepEqual(formatTicks([], ''), []);
});

test('an age has one step and never runs ahead', () => {
  const rows = [
    [-5000, 'now'],
    [999, 'now'],
    [1000, '1 s'],
    [59_999, '59 s'],
    [240_000, '4 min'],
    [7_200_000, '2 h'],
    [3 * 86_400_000, '3 d'],
  ] as const;
  assertTable(rows, ([ageMs]) => formatAge(ageMs));
});

test('a duration has two steps at most', () => {
  const rows = [
    [-1, '0 s'],
    [412, '412 ms'],
    [4200, '4.2 s'],
    [11_000, '11 s'],
    [200_000, '3 min 20 s'],
    [3_840_000, '1 h 04 min'],
    [59_990, '1 min'],
    [3_600_000, '1 h'],
    [(12 * 24 + 4) * 3_600_000, '12 d 4 h'],
    [86_400_000 + 59_000, '1 d'],
  ] as const;
  assertTable(rows, ([durationMs]) => formatDuration(durationMs));
});
