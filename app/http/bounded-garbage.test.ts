import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundedGarbage } from './bounded-garbage.ts';

const PIECES = 200;
const PIECE_BYTES = 2 * 1024 * 1024;

async function* pieces() {
  for (let n = 0; n < PIECES; n++) yield Array.from({ length: 64 }, () => new Float64Array(PIECE_BYTES / 64 / 8));
}

const mostWith = async (through: AsyncIterable<unknown>) => {
  let most = 0;
  const before = process.memoryUsage().arrayBuffers;
  for await (const _ of through) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  return most / PIECE_BYTES;
};

test('of large work done piece by piece only a few pieces are in memory', async () => {
  const held = await mostWith(boundedGarbage(pieces()));
  assert.ok(held < 25, `${held} of ${PIECES} pieces were in memory at one time`);
});

test('each piece is passed on, and a failure is the failure of the whole', async () => {
  const passed: number[] = [];
  const failing = async function* () {
    yield 1;
    yield 2;
    throw new Error('no third one');
  };
  await assert.rejects(async () => {
    for await (const piece of boundedGarbage(failing())) passed.push(piece);
  }, /no third one/);
  assert.deepEqual(passed, [1, 2]);
});
