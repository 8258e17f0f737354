import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Guest, WaitingRoom } from './waiting-room.ts';

const CROWD = 3500;

/** Guests that come back whenever they are woken, and how often each was. */
function crowd(room: WaitingRoom, onWake: (at: number) => void = () => {}) {
  const woken = Array.from({ length: CROWD }, () => 0);
  const guests = woken.map((_, at): Guest => {
    const guest = {
      place: 0,
      wake() {
        woken[at]! += 1;
        room.enter(guest);
        onWake(at);
      },
    };
    room.enter(guest);
    return guest;
  });
  return { woken, guests };
}

test('a crowd is woken over several turns of the event loop, each guest once', async () => {
  const room = new WaitingRoom();
  const { woken } = crowd(room);
  room.wakeAll();
  const atOnce = woken.filter(count => count > 0).length;
  assert.ok(atOnce > 0 && atOnce < CROWD / 2, `${atOnce}`);
  assert.ok(room.isWaking);
  for (let turn = 0; turn < 40; turn++) await nextTurn();
  assert.deepEqual(new Set(woken), new Set([1]));
  assert.deepEqual([room.size, room.isWaking], [CROWD, false]);
});

test('news that comes while a crowd is woken reaches all of it, also who was woken before', async () => {
  const room = new WaitingRoom();
  const { woken } = crowd(room);
  room.wakeAll();
  await nextTurn();
  room.wakeAll();
  for (let turn = 0; turn < 40; turn++) await nextTurn();
  assert.deepEqual(new Set(woken), new Set([2]));
});

test('who asks again before it is its turn is woken once', async () => {
  const room = new WaitingRoom();
  crowd(room);
  let woken = 0;
  const guest: Guest = { place: 0, wake: () => void woken++ };
  room.enter(guest);
  crowd(room); // the newest are woken first
  room.wakeAll();
  room.enter(guest);
  for (let turn = 0; turn < 60; turn++) await nextTurn();
  room.wakeAll();
  for (let turn = 0; turn < 60; turn++) await nextTurn();
  assert.equal(woken, 1);
});

test('who leaves before it is its turn is not woken, and nobody else is forgotten', async () => {
  const room = new WaitingRoom();
  const { woken, guests } = crowd(room);
  room.wakeAll();
  const leaving = woken.map((count, at) => ({ count, at })).filter(({ count, at }) => count === 0 && at % 3 === 0);
  for (const { at } of leaving) room.leave(guests[at]!);
  for (let turn = 0; turn < 40; turn++) await nextTurn();
  const left = new Set(leaving.map(({ at }) => at));
  assert.ok(left.size > 100);
  assert.deepEqual(
    woken,
    woken.map((_, at) => (left.has(at) ? 0 : 1)),
  );
  assert.equal(room.size, CROWD - left.size);
});
