import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Progress } from './progress.ts';

test('what is over within a second says nothing; what takes longer says every second how far it is', () => {
  const said: string[] = [];
  let nowMs = 5_000;
  const progress = new Progress({ say: sentence => said.push(sentence), clock: () => nowMs });
  const noteAt = (atMs: number, count: number) => {
    nowMs = 5_000 + atMs;
    progress.note('Reading the journal', count / 8e6, count, 'points');
  };
  noteAt(0, 0);
  noteAt(999, 100);
  assert.deepEqual(said, []);
  noteAt(1_000, 12_345);
  noteAt(1_001, 13_000);
  noteAt(2_000, 3_140_000);
  assert.deepEqual(said, [
    'Reading the journal: 0 %, 12\u202f345 points',
    'Reading the journal: 39 %, 3.1 million points',
  ]);
});
