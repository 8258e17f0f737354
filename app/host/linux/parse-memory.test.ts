import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMemory } from './parse-memory.ts';

test('used is the total without what is available, in bytes', () => {
  const text = `\
MemTotal:       49368184 kB
MemFree:        20000000 kB
MemAvailable:   40000000 kB
SwapCached:            0 kB
SwapTotal:       1000000 kB
SwapFree:         900000 kB
`;
  assert.deepEqual(parseMemory(text), {
    usedBytes: 9_368_184 * 1024,
    totalBytes: 49_368_184 * 1024,
    swapUsedBytes: 100_000 * 1024,
    swapTotalBytes: 1_000_000 * 1024,
  });
});
