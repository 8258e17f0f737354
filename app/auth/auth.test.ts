import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttempts } from './attempts.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { hashSecret, newSecret } from './secret.ts';

test('a password opens with itself and nothing else', async () => {
  const stored = await hashPassword('correct horse');
  assert.match(stored, /^scrypt\$65536\$8\$2\$[\w-]{22}\$[\w-]{43}$/);
  assert.equal(await verifyPassword('correct horse', stored), true);
  assert.equal(await verifyPassword('correct horsf', stored), false);
  assert.equal(await verifyPassword('', stored), false);
});

test('nobody can sign in as a user without a password', async () => {
  assert.equal(await verifyPassword('', undefined), false);
  assert.equal(await verifyPassword('anything', undefined), false);
});

test('the same password is stored differently each time', async () => {
  assert.notEqual(await hashPassword('correct horse'), await hashPassword('correct horse'));
});

test('secrets differ, carry their prefix and are kept as a hash only', () => {
  const one = newSecret('w_');
  assert.notEqual(one, newSecret('w_'));
  assert.match(one, /^w_[\w-]{32}$/);
  assert.match(hashSecret(one), /^[0-9a-f]{64}$/);
});

test('the ninth failed attempt within five minutes has to wait, another key does not', () => {
  let nowMs = 0;
  const attempts = createAttempts(() => nowMs);
  for (let i = 0; i < 8; i++) {
    assert.equal(attempts.waitMs('10.0.0.1'), 0);
    attempts.started('10.0.0.1');
    nowMs += 1000;
  }
  assert.equal(attempts.waitMs('10.0.0.1'), 292_000);
  assert.equal(attempts.waitMs('10.0.0.2'), 0);
  nowMs = 300_001;
  assert.equal(attempts.waitMs('10.0.0.1'), 0);
});

test('a success clears the count', () => {
  const attempts = createAttempts(() => 0);
  for (let i = 0; i < 8; i++) attempts.started('mara');
  attempts.clear('mara');
  assert.equal(attempts.waitMs('mara'), 0);
});

test('an attempt that is taken back does not count', () => {
  const attempts = createAttempts(() => 0);
  for (let i = 0; i < 20; i++) {
    attempts.started('10.0.0.1');
    attempts.takeBack('10.0.0.1');
  }
  assert.equal(attempts.waitMs('10.0.0.1'), 0);
});

test('the oldest key is forgotten when more than ten thousand are remembered', () => {
  const attempts = createAttempts(() => 0);
  for (let i = 0; i < 8; i++) attempts.started('first');
  for (let i = 0; i < 9_999; i++) attempts.started(`other ${i}`);
  assert.ok(attempts.waitMs('first') > 0);
  attempts.started('one more');
  assert.equal(attempts.waitMs('first'), 0);
});
