import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRates } from './rates.ts';

/** Asks for rates at times in milliseconds. */
function rated(...steps: [atMs: number, counters: Record<string, number>][]) {
  let nowMs = 0;
  const rates = createRates(() => nowMs);
  return steps.map(([atMs, counters]) => {
    nowMs = atMs;
    return Object.fromEntries(rates(new Map(Object.entries(counters))));
  });
}

test('a counter has a rate from its second reading on, by the time that really passed', () => {
  assert.deepEqual(rated([1000, { a: 500 }], [1500, { a: 600 }], [3500, { a: 600 }]), [{}, { a: 200 }, { a: 0 }]);
});

test('a counter that wraps has no rate, and one again afterwards', () => {
  assert.deepEqual(rated([1000, { a: 2 ** 32 - 1 }], [2000, { a: 9 }], [3000, { a: 19 }]), [{}, {}, { a: 10 }]);
});

test('a counter that vanishes takes nothing from the others, and starts anew when it comes back', () => {
  assert.deepEqual(rated([1000, { a: 1, b: 1 }], [2000, { b: 2 }], [3000, { a: 9, b: 3 }], [4000, { a: 10 }]), [
    {},
    { b: 1 },
    { b: 1 },
    { a: 1 },
  ]);
});

test('no time and no number are no rate', () => {
  assert.deepEqual(rated([1000, { a: 1, b: Number.NaN }], [1000, { a: 2 }], [2000, { b: 2 }]), [{}, {}, {}]);
});
