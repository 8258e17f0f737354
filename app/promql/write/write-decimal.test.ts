import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { formatValue } from './format-value.ts';
import { MAX_DECIMAL_BYTES, writeDecimal } from './write-decimal.ts';

test('writes what a number is as text, or leaves it', () => {
  const random = createRandom(1);
  let written = 0;
  for (let round = 0; round < 300_000; round++) {
    const value = draw[round % draw.length]!(random());
    const text = write(value);
    if (text === undefined) continue;
    written++;
    assert.equal(text, formatValue(value));
  }
  assert.ok(written > 200_000, `${written}`);
});

test('writes decimals of few places, and leaves all others', () => {
  for (const value of [
    0, 1, -1, 0.5, -0.000001, 21.4, 99999999, 100000000, 100000000.5, 999999999.999999, 123456.789012,
  ])
    assert.equal(write(value), String(value));
  for (const value of [-0, Number.NaN, Number.POSITIVE_INFINITY, 1e9, 1e21, 1e-7, 0.1 + 0.2, 1 / 3, Math.PI, 5e-324])
    assert.equal(write(value), undefined, String(value));
});

const draw: readonly ((random: number) => number)[] = [
  random => Math.round(random * 1000) / 10,
  random => Math.round(random * 1e9) / 1e6,
  random => Math.round((random - 0.5) * 2e15) / 1e6,
  random => Math.floor(random * 1e9),
  random => Math.floor(random * 3),
  random => Math.round(random * 100) / 1e6,
  random => (random - 0.5) * 100,
  random => Math.round(random * 1e9) * 1e-6, // often next to a decimal, and none
];

function write(value: number): string | undefined {
  const bytes = Buffer.alloc(MAX_DECIMAL_BYTES + 2, '#');
  const end = writeDecimal(bytes, 1, value);
  assert.equal(bytes[0], 35);
  return end === undefined ? undefined : bytes.toString('latin1', 1, end);
}
