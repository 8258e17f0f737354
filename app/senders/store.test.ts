import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openState } from '../../db/state.ts';
import { createSenderStore, MAX_DOORS, MAX_SENDERS } from './store.ts';

const WHO = { senderId: 'token 1', name: 'workshop', protocol: 'influx', address: '192.0.2.1', userAgent: 'curl' };
const DOOR = { address: '192.0.2.9', userAgent: 'curl', asked: 'POST /in', status: 401, reason: 'No token.' };

function open(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'senders-'));
  const clock = { nowMs: 1_000_000 };
  const path = join(folder, 'state.db');
  let state = openState(path, () => clock.nowMs);
  t.after(() => {
    state.close();
    rmSync(folder, { recursive: true });
  });
  return {
    clock,
    store: createSenderStore(state, () => clock.nowMs),
    reopen() {
      state.close();
      state = openState(path, () => clock.nowMs);
      return createSenderStore(state, () => clock.nowMs);
    },
  };
}

test('who sent and who was turned away is known after a restart, in the same order', t => {
  const { store, clock, reopen } = open(t);
  store.took(WHO, { accepted: 5, rejected: 1, reason: 'Bad.', excerpt: 'x' });
  clock.nowMs += 10;
  store.took({ ...WHO, protocol: 'push' }, { accepted: 1, rejected: 0 });
  store.turnedAway(DOOR);
  store.close();
  const [before, doors] = [store.senders(), store.doors()];
  const again = reopen();
  assert.deepEqual(
    again.senders(),
    before.map(one => ({ ...one, perSecond: 0 })),
  );
  assert.deepEqual(again.doors(), doors);
  assert.deepEqual(again.totals(), [], 'counters for Prometheus begin anew with the process');
});

test('the sender that was silent longest makes room, in the file too', t => {
  const { store, reopen } = open(t);
  for (let id = 0; id <= MAX_SENDERS; id++) store.took({ ...WHO, senderId: `token ${id}` }, { accepted: 1 });
  store.took({ ...WHO, senderId: 'token 1' }, { accepted: 1 });
  store.save();
  store.took({ ...WHO, senderId: 'a new one' }, { accepted: 1 });
  store.save();
  const again = reopen().senders();
  assert.equal(again.length, MAX_SENDERS);
  assert.deepEqual(
    ['token 0', 'token 1', 'token 2', 'a new one'].map(id => again.some(({ senderId }) => senderId === id)),
    [false, true, false, true],
  );
});

test('however many addresses knock, only the last ones are remembered, and long texts are cut', t => {
  const { store } = open(t);
  for (let at = 0; at < MAX_DOORS + 50; at++)
    store.turnedAway({
      ...DOOR,
      address: `198.51.${at >> 8}.${at & 255}`,
      userAgent: 'x'.repeat(5000),
      reason: 'y'.repeat(5000),
    });
  const doors = store.doors();
  assert.equal(doors.length, MAX_DOORS);
  assert.equal(doors[0]!.address, '198.51.0.249');
  assert.ok(doors[0]!.userAgent.length <= 120 && doors[0]!.reason.length <= 400);
});

test('after a storm of addresses the file holds those that are remembered, and no others', t => {
  const { store, reopen } = open(t);
  const knock = (from: number, count: number) => {
    for (let at = from; at < from + count; at++)
      store.turnedAway({ ...DOOR, address: `198.${at >> 16}.${(at >> 8) & 255}.${at & 255}` });
  };
  knock(0, 50);
  store.save();
  knock(1000, 5 * MAX_DOORS);
  store.save();
  knock(5000, 10);
  store.save();
  const before = store.doors().map(({ address }) => address);
  assert.equal(before.length, MAX_DOORS);
  assert.deepEqual(
    new Set(
      reopen()
        .doors()
        .map(({ address }) => address),
    ),
    new Set(before),
  );
});

test('addresses of one network of IPv6 count as one', t => {
  const { store } = open(t);
  for (const last of ['1', '2', '3']) store.turnedAway({ ...DOOR, address: `2001:db8::${last}` });
  assert.deepEqual(
    store.doors().map(({ address, requests }) => [address, requests]),
    [['2001:db8:0:0::/64', 3]],
  );
});

test('the rate is that of the last minute', t => {
  const { store, clock } = open(t);
  clock.nowMs = 1_200_000;
  for (let second = 0; second < 120; second++) {
    store.took(WHO, { accepted: 30 });
    clock.nowMs += 1000;
  }
  const [busy] = store.senders();
  assert.ok(Math.abs(busy!.perSecond - 30) < 1, String(busy!.perSecond));
  clock.nowMs += 70_000;
  assert.equal(store.senders()[0]!.perSecond, 0);
});

test('who listens hears of each change until it has enough', t => {
  const { store } = open(t);
  let heard = 0;
  const stop = store.onChange(() => heard++);
  store.took(WHO, { accepted: 1 });
  store.turnedAway(DOOR);
  stop();
  store.took(WHO, { accepted: 1 });
  assert.equal(heard, 2);
});
