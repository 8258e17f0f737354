import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findProgress } from './find-progress.ts';

/** Lines that programs print, and what they tell. */
const TELLING: readonly (readonly [line: string, done: number, total: number])[] = [
  ['[42/100] Building CXX object main.o', 42, 100],
  ['[ 42%] Building CXX object main.o', 42, 100],
  ['Step 3/10 : RUN npm ci', 3, 10],
  ['Epoch 2 of 5, loss 0.31', 2, 5],
  ['tests/test_a.py ........                    [ 42%]', 42, 100],
  ['42%|████▏     | 42/100 [00:10<00:14,  4.1it/s]', 42, 100],
  ['train:  37%|███▋      | 37/100', 37, 100],
  ['big.iso   42%[=======>            ] 430.0M  1.2MB/s', 42, 100],
  ['Downloading ━━━━━━━━━━━━━━━━ 61.5%', 61.5, 100],
  ['Progress: 12.5 %', 12.5, 100],
  ['copied 80% of the photos', 80, 100],
  ['63% done', 63, 100],
  ['File 7/12: c.jpg', 7, 12],
];

const SILENT = [
  'CPU at 93%',
  'The disk is 80% full',
  'GET /in/temperature 200 3/4 ms',
  'Started on 11/28/2026',
  'http://localhost/42/100',
  '[2026-11-28 10:00:00] ready',
  'Step 11/10',
  'progress 140%',
  'step 3/10/2026',
  '',
];

test('finds the progress that programs print, and takes no other number for it', () => {
  for (const [line, done, total] of TELLING) assert.deepEqual(findProgress(line, false), { done, total }, line);
  for (const line of SILENT) assert.equal(findProgress(line, false), undefined, line);
});

test('a line that is drawn over itself may say it in any way', () => {
  assert.deepEqual(findProgress('  1,234,567  42%    1.20MB/s    0:00:03', true), { done: 42, total: 100 });
  assert.deepEqual(findProgress('photos 12/30 ok', true), { done: 12, total: 30 });
  assert.equal(findProgress('2026-11-28 12:30', true), undefined);
});
