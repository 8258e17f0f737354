import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepRoom, type RoomMemory } from './keep-room.ts';

test('the room of a figure grows with its widest words, does not shrink, and has an end', () => {
  const memory: RoomMemory = {};
  assert.deepEqual(
    [['9 %'], ['10 %', '100 %'], ['9 %']].map(words => keepRoom(memory, 'legend', ...words)),
    [3, 5, 5],
  );
  assert.equal(keepRoom(memory, 'peak', '7'), 1, 'each part has its own');
  assert.equal(keepRoom(memory, 'legend', 'x'.repeat(40)), 14);
});
