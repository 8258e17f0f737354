import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameTimes } from './frame-times.ts';

test('a frame is as old as its time says; one that is to come has no age, and one that is forgotten that of the oldest known', () => {
  const times = new FrameTimes();
  assert.equal(times.ageMs(1, 500), 0);
  for (let seq = 7; seq < 1000; seq++) times.note(seq, seq * 10);
  const nowMs = 10_000;
  assert.deepEqual(
    [1000, 999, 998, 900].map(seq => times.ageMs(seq, nowMs)),
    [0, 10, 20, 1000],
  );
  assert.equal(times.ageMs(8, nowMs), times.ageMs(1000 - 128, nowMs));
  assert.equal(times.ageMs(999, 0), 0, 'whatever the clock says, it is not negative');
});

test('before a log is as long as the memory its first frame is the oldest', () => {
  const times = new FrameTimes();
  times.note(500, 100);
  times.note(501, 200);
  assert.equal(times.ageMs(3, 300), 200);
});
