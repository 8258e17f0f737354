import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRateMeter, MAX_KEYS } from './rate-meter.ts';

function open(limit: number, windowMs: number) {
  const clock = { atMs: 1_000_000 };
  return { clock, meter: createRateMeter({ limit, windowMs, now: () => clock.atMs }) };
}

test('lets the limit through at once, then one in each interval, and tells what is left', () => {
  const { clock, meter } = open(3, 3000);
  assert.deepEqual(
    [1, 2, 3].map(() => meter.take('a').left),
    [2, 1, 0],
  );
  const refused = meter.take('a');
  assert.deepEqual([refused.isRefused, refused.left, Math.round(refused.untilNextMs)], [true, 0, 1000]);
  clock.atMs += 999;
  assert.equal(meter.take('a').isRefused, true);
  clock.atMs += 1;
  assert.equal(meter.take('a').isRefused, false);
  assert.equal(meter.take('a').isRefused, true);
});

test('a key that was quiet for a window has its whole limit again, and no more', () => {
  const { clock, meter } = open(3, 3000);
  for (let i = 0; i < 10; i++) meter.take('a');
  clock.atMs += 3000;
  assert.deepEqual(
    Array.from({ length: 4 }, () => meter.take('a').isRefused),
    [false, false, false, true],
  );
});

test('a refusal costs nothing: who keeps asking is let in when it is time', () => {
  const { clock, meter } = open(2, 2000);
  meter.take('a');
  meter.take('a');
  for (let i = 0; i < 50; i++) meter.take('a');
  clock.atMs += 1000;
  assert.equal(meter.take('a').isRefused, false);
});

test('over any window no key gets more than twice its limit, and in the long run its rate', () => {
  const { clock, meter } = open(7, 1000);
  let allowed = 0;
  for (; clock.atMs < 1_010_000; clock.atMs += 3) if (!meter.take('a').isRefused) allowed++;
  assert.ok(allowed >= 70 && allowed <= 77, String(allowed));
});

test('keys do not share', () => {
  const { meter } = open(1, 1000);
  assert.deepEqual(
    ['a', 'b', 'a'].map(key => meter.take(key).isRefused),
    [false, false, true],
  );
});

test('a clock that is set back locks nobody out for longer than a window', () => {
  const { clock, meter } = open(2, 2000);
  meter.take('a');
  meter.take('a');
  clock.atMs -= 500_000;
  assert.ok(meter.take('a').untilNextMs <= 2000);
  clock.atMs += 2000;
  assert.equal(meter.take('a').isRefused, false);
});

test('remembers a bounded number of keys: the one allowed longest ago starts anew', () => {
  const { meter } = open(1, 1000);
  for (let i = 0; i <= MAX_KEYS; i++) meter.take(`key ${i}`);
  assert.equal(meter.size, MAX_KEYS);
  assert.equal(meter.take(`key ${MAX_KEYS}`).isRefused, true);
  assert.equal(meter.take('key 0').isRefused, false);
});

test('a rate without requests or without a window is refused at the start', () => {
  for (const [limit, windowMs] of [
    [0, 1000],
    [1, 0],
    [Number.NaN, 1],
  ] as const)
    assert.throws(() => open(limit, windowMs), RangeError);
});
