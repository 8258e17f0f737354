import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createAuditStore } from '../audit/store.ts';
import { openTempState } from '../testing/temp-state.ts';
import { SETUP_CODE_MS } from './kept/people.ts';
import { SESSION_IDLE_MS } from './kept/sessions.ts';
import { newSetupCode } from './setup-code.ts';
import { createAuthStore } from './store.ts';
import { keepWriteToken } from './write-token.ts';

const BROWSER = { userAgent: 'Firefox', address: '10.0.0.1' };

function openStore(t: TestContext) {
  const temp = openTempState(t);
  const store = createAuthStore(temp.state, temp.now);
  const signIn = () => {
    store.issueSetupCode('VANE-4KXQ-7RTM');
    return store.openSession(store.redeemSetupCode('VANE-4KXQ-7RTM')!.id, BROWSER);
  };
  return { temp, store, signIn, audit: createAuditStore(temp.state, temp.now) };
}

test('a one-time code opens once', t => {
  const { store } = openStore(t);
  store.issueSetupCode('VANE-4KXQ-7RTM');
  assert.equal(store.redeemSetupCode('VANE-4KXQ-7RTX'), undefined);
  assert.equal(store.redeemSetupCode('VANE-4KXQ-7RTM')?.name, 'owner');
  assert.equal(store.redeemSetupCode('VANE-4KXQ-7RTM'), undefined);
});

test('a one-time code opens for half an hour', t => {
  const { store, temp } = openStore(t);
  store.issueSetupCode('VANE-4KXQ-7RTM');
  temp.nowMs += SETUP_CODE_MS;
  assert.equal(store.redeemSetupCode('VANE-4KXQ-7RTM'), undefined);
  assert.equal(store.owner(), undefined);
});

test('a newer one-time code takes the place of the older one', t => {
  const { store } = openStore(t);
  store.issueSetupCode('FIRST-CODE');
  store.issueSetupCode('SECOND-CODE');
  assert.equal(store.redeemSetupCode('FIRST-CODE'), undefined);
  assert.ok(store.redeemSetupCode('SECOND-CODE'));
});

test('a later one-time code leads to the same owner, with the name that was chosen', t => {
  const { store, signIn } = openStore(t);
  signIn();
  store.setCredentials(store.owner()!.id, 'mara', 'hash');
  store.issueSetupCode('SECOND-CODE');
  assert.equal(store.redeemSetupCode('SECOND-CODE')?.name, 'mara');
  assert.equal(store.findPerson('owner'), undefined);
});

test('a session knows its person until thirty days after the last visit', t => {
  const { store, temp, signIn } = openStore(t);
  const secret = signIn();
  temp.nowMs += SESSION_IDLE_MS - 1;
  const who = store.identifySession(secret);
  assert.equal(who?.kind === 'person' && who.name, 'owner');
  store.touch(who!);
  temp.nowMs += SESSION_IDLE_MS - 1;
  assert.ok(store.identifySession(secret));
  temp.nowMs += 1;
  assert.equal(store.identifySession(secret), undefined);
});

test('sessions that are over are forgotten when the next one is opened', t => {
  const { store, temp, signIn } = openStore(t);
  signIn();
  temp.nowMs += SESSION_IDLE_MS;
  signIn();
  assert.equal(store.sessions(store.owner()!.id).length, 1);
});

test('ending the other sessions leaves this one, and tells of each that ended', t => {
  const { store, temp, signIn } = openStore(t);
  const [mine, other] = [signIn(), signIn()];
  const me = store.identifySession(mine);
  assert.ok(me?.kind === 'person');
  store.closeOtherSessions(me.personId, me.sessionHash);
  assert.ok(store.identifySession(mine));
  assert.equal(store.identifySession(other), undefined);
  assert.match(temp.dump('outbox'), /"topic":"session"/);
  assert.doesNotMatch(temp.dump('outbox'), new RegExp(me.sessionHash));
});

test('a token is known by its secret until it is revoked', t => {
  const { store, temp } = openStore(t);
  const { token, secret } = store.createToken('garden', 'ingest');
  assert.match(secret, /^w_/);
  assert.deepEqual(store.identifyToken(secret), {
    kind: 'token',
    tokenId: token.id,
    name: 'garden',
    scope: 'ingest',
  });
  assert.equal(store.revokeToken(token.id), true);
  assert.equal(store.identifyToken(secret), undefined);
  assert.equal(store.revokeToken(token.id), false);
  assert.match(temp.dump('outbox'), new RegExp(`"topic":"token","key":"${token.id}"`));
});

test('a token shows when it was used last and how its secret begins, not the secret', t => {
  const { store, temp } = openStore(t);
  const { secret } = store.createToken('wall', 'read');
  store.touch(store.identifyToken(secret)!);
  const [listed] = store.tokens();
  assert.deepEqual([listed!.usedMs, listed!.hint], [temp.nowMs, secret.slice(0, 6)]);
  assert.equal('hash' in listed!, false);
});

test('of sessions, tokens and one-time codes only hashes are kept', t => {
  const { store, temp, signIn } = openStore(t);
  const session = signIn();
  const { secret: token } = store.createToken('garden', 'admin');
  store.issueSetupCode('SECOND-CODE');
  const kept = ['session', 'token', 'setup_code', 'person', 'outbox'].map(temp.dump).join();
  for (const secret of [session, token, 'SECOND-CODE']) assert.equal(kept.includes(secret), false);
  assert.equal(kept.match(/"hash":"[0-9a-f]{64}"/g)?.length, 3);
});

test('a one-time code can be read aloud: three groups without letters that are mistaken for each other', () => {
  const codes = Array.from({ length: 100 }, newSetupCode);
  for (const code of codes) assert.match(code, /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  assert.equal(new Set(codes).size, codes.length);
});

test('the first write token lies in a file that only its owner can read, and is the same after a restart', async t => {
  const { store, temp, audit } = openStore(t);
  const file = join(temp.folder, 'write-token');
  const secret = (await keepWriteToken(file, { state: temp.state, store, audit })).read();
  assert.equal(readFileSync(file, 'utf8'), `${secret}\n`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal((await keepWriteToken(file, { state: temp.state, store, audit })).read(), secret);
  assert.equal(store.tokens().length, 1);
});

test('a first write token that was revoked is shown no more and not made again', async t => {
  const { store, temp, audit } = openStore(t);
  const file = join(temp.folder, 'write-token');
  const writeToken = await keepWriteToken(file, { state: temp.state, store, audit });
  store.revokeToken(store.tokens()[0]!.id);
  assert.equal(writeToken.read(), undefined);
  assert.equal((await keepWriteToken(file, { state: temp.state, store, audit })).read(), undefined);
  assert.equal(store.tokens().length, 0);
});

test('an empty token file, as a full disk leaves it behind, is written anew', async t => {
  const { store, temp, audit } = openStore(t);
  const file = join(temp.folder, 'write-token');
  writeFileSync(file, '');
  assert.match((await keepWriteToken(file, { state: temp.state, store, audit })).read() ?? '', /^w_/);
});
