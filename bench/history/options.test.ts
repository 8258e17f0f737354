import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from './options.ts';

test('what is said counts more than the short run, and that more than the full one', () => {
  assert.equal(parseOptions([]).points, 10_000_000);
  assert.deepEqual(parseOptions([]).lines, [2000, 5000]);
  assert.equal(parseOptions(['--quick']).points, 400_000);
  assert.equal(parseOptions(['--quick']).series, 4000);
  const { points, cores, only, isNoisy } = parseOptions([
    '--quick',
    '--points',
    '7',
    '--only',
    'influxdb,tell',
    '--noisy',
  ]);
  assert.deepEqual(
    { points, cores, only, isNoisy },
    { points: 7, cores: [2], only: ['influxdb', 'tell'], isNoisy: true },
  );
});

test('what is no number is refused, and so is what nobody knows', () => {
  for (const bad of ['x', '0', '1.5', '', '-1']) assert.throws(() => parseOptions([`--points=${bad}`]), /--points/);
  assert.throws(() => parseOptions(['--speed', '3']), /--speed/);
  assert.equal(parseOptions(['--watchers', '0']).watchers, 0);
});
