import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { type Columns, createColumns } from '../head/columns.ts';
import { CorruptJournalError, decodeColumns } from './decode-columns.ts';
import { encodeColumns } from './encode-columns.ts';

test('every bit comes back, NaN of every payload among them', () => {
  const random = createRandom(1);
  for (const count of [0, 1, 2, 3, 1000]) {
    const columns = drawColumns(random, count);
    assertSameBits(decodeColumns(encodeColumns(columns)), columns);
  }
});

test('reads bytes wherever they lie in memory', () => {
  const columns = drawColumns(createRandom(2), 10);
  const bytes = encodeColumns(columns);
  for (let offset = 0; offset < 9; offset++) {
    const room = Buffer.alloc(bytes.length + offset);
    room.set(bytes, offset);
    assertSameBits(decodeColumns(room.subarray(offset)), columns);
  }
});

test('a single bit that is not as it was written is found out, wherever it is', () => {
  const bytes = encodeColumns(drawColumns(createRandom(3), 5));
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const broken = bytes.slice();
    broken[bit >> 3]! ^= 1 << (bit & 7);
    assert.throws(() => decodeColumns(broken), CorruptJournalError, `bit ${bit}`);
  }
});

test('bytes that are missing or too many are found out', () => {
  const bytes = encodeColumns(drawColumns(createRandom(4), 5));
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decodeColumns(bytes.subarray(0, length)), CorruptJournalError, `${length} bytes`);
  }
  assert.throws(() => decodeColumns(Buffer.concat([bytes, Buffer.alloc(20)])), CorruptJournalError);
  assert.throws(() => decodeColumns(new Uint8Array(bytes.length)), CorruptJournalError);
});

function drawColumns(random: (limit: number) => number, count: number): Columns {
  const columns = createColumns(count);
  const words = new Uint32Array(columns.values.buffer);
  for (let at = 0; at < words.length; at++) words[at] = random(2 ** 32);
  for (let at = 0; at < count; at++) {
    columns.times[at] = random(2 ** 53) - 2 ** 52;
    columns.seriesIds[at] = random(2 ** 32);
  }
  return columns;
}

function assertSameBits(actual: Columns, expected: Columns): void {
  for (const name of ['seriesIds', 'times', 'values'] as const) {
    assert.deepEqual(bitsOf(actual[name]), bitsOf(expected[name]), name);
  }
}

function bitsOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
