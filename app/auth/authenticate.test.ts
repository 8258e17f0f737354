import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { hashSecret } from './secret.ts';
import { SEEN_STEP_MS } from './store.ts';

const WRITE = routes.inOne.href({ metric: 'temperature' }, { v: 21.4 });
const READ = routes.explore.href();

const app = await openApp({ after });
const open = await openApp({ after }, { TELLTALE_INGEST: 'loopback' });
const origin = await open.listen();

const statusOf = async (path: string, headers: Record<string, string> = {}) =>
  (await app.fetch(path, { accept: 'application/json', headers })).status;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('a write token is known as Bearer, as Token, as a Basic password, as ?k= and as ?p=', async () => {
  const token = app.tokens.ingest;
  for (const value of [`Bearer ${token}`, `bearer  ${token}`, `Token ${token}`, basic(`telegraf:${token}`)])
    assert.equal(await statusOf(WRITE, { Authorization: value }), 200, value);
  assert.equal(await statusOf(`${WRITE}&k=${token}`), 200);
  const { status } = await app.fetch(`${routes.influxWrite.href()}?db=x&u=me&p=${token}`, {
    method: 'POST',
    body: 'a v=1',
  });
  assert.equal(status, 204);
});

test('what is no token of ours is nobody', async () => {
  const wrong = [
    'Bearer w_wrong',
    'Bearer',
    'Basic',
    'Basic %%%',
    basic('no colon'),
    `Digest ${app.tokens.ingest}`,
    '',
  ];
  for (const value of wrong) assert.equal(await statusOf(WRITE, { Authorization: value }), 401, value);
  assert.equal(await statusOf(`${WRITE}&k=`), 401);
});

test('each kind of token may do what it is for and nothing else', async () => {
  const may = async (as: 'ingest' | 'read' | 'admin') => [
    (await app.fetch(WRITE, { as })).status,
    (await app.fetch(READ, { as, accept: 'application/json' })).status,
    (await app.fetch(routes.settings.href(), { as })).status,
  ];
  assert.deepEqual(await may('ingest'), [200, 403, 403]);
  assert.deepEqual(await may('read'), [403, 200, 403]);
  assert.deepEqual(await may('admin'), [200, 200, 200]);
});

test('the owner may read and change everything but not send, so that no page can make a browser send', async () => {
  assert.equal((await app.fetch(READ, { as: 'owner' })).status, 200);
  assert.equal((await app.fetch(routes.settings.href(), { as: 'owner' })).status, 200);
  const refused = await app.fetch(WRITE, { as: 'owner' });
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /^Only a write token may send\./);
});

test('the session cookie is found among others, and one of another name is not it', async () => {
  const { Cookie } = app.headersOf('owner');
  assert.equal(await statusOf(READ, { Cookie: `a=b; ${Cookie}; c=d` }), 200);
  assert.equal(await statusOf(READ, { Cookie: `x${Cookie}` }), 401);
  assert.equal(await statusOf(READ, { Cookie: Cookie!.replace(/.$/, '') }), 401);
});

test('a refusal says what to send, and 401 names the scheme', async () => {
  const nobody = await app.fetch(WRITE);
  assert.equal(nobody.headers.get('www-authenticate'), 'Bearer realm="telltale"');
  assert.match(await nobody.text(), /^A write token is needed: add \?k=TOKEN/);
  assert.match(await (await app.fetch(READ)).text(), /^Sign in, or send a read token/);
  assert.match(await (await app.fetch(READ, { as: 'ingest' })).text(), /^This token may write but not read/);
  assert.match(await (await app.fetch(routes.settings.href(), { as: 'read' })).text(), /^Only a signed-in person/);
});

test('when a token was used last is written once a minute', async () => {
  const usedMs = () => app.deps.auth.tokens().find(({ name }) => name === 'read of a test')!.usedMs;
  const use = async () => {
    await app.fetch(READ, { as: 'read', accept: 'application/json' });
    await app.deps.state.transactional.batch(() => undefined); // behind the write that the request left in the lane
  };
  app.nowMs += SEEN_STEP_MS;
  const firstMs = app.nowMs;
  await use();
  assert.equal(usedMs(), firstMs);
  app.nowMs += SEEN_STEP_MS - 1;
  await use();
  assert.equal(usedMs(), firstMs);
  app.nowMs += 1;
  await use();
  assert.equal(usedMs(), app.nowMs);
});

test('a visit puts the end of the session off', async () => {
  const hash = hashSecret(app.headersOf('owner').Cookie!.split('=')[1]!);
  const seenMs = () => app.deps.auth.sessions(1).find(session => session.hash === hash)!.seenMs;
  app.nowMs += SEEN_STEP_MS;
  await app.fetch(READ, { as: 'owner' });
  await app.deps.state.transactional.batch(() => undefined);
  assert.equal(seenMs(), app.nowMs);
});

test('without a network nobody is from this machine, whatever the mode', async () => {
  assert.equal((await open.fetch(WRITE)).status, 401);
});

test('in loopback mode this machine writes without a token, and may do nothing else', async () => {
  assert.equal((await ask(origin + WRITE)).status, 200);
  assert.equal((await ask(origin + READ)).status, 403);
  assert.equal((await ask(origin + routes.settings.href())).status, 403);
});

test('in loopback mode a request that a proxy passed on needs a token', async () => {
  const passedOn = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'Via'];
  for (const name of passedOn) assert.equal((await ask(origin + WRITE, { [name]: 'x' })).status, 401, name);
  const withToken = { 'X-Forwarded-For': '10.0.0.9', Authorization: `Bearer ${open.tokens.ingest}` };
  assert.equal((await ask(origin + WRITE, withToken)).status, 200);
});

test('in loopback mode a page of another site cannot make the browser of this machine write', async () => {
  const from = async (site: string) => (await ask(origin + WRITE, { 'Sec-Fetch-Site': site })).status;
  assert.deepEqual([await from('cross-site'), await from('same-site')], [403, 403]);
  // Where the guard against other sites has nothing to refuse, the page of another site is nobody.
  const harmless = origin + routes.inOne.href({ metric: 'temperature' });
  assert.equal((await ask(harmless, { 'Sec-Fetch-Site': 'cross-site' })).status, 401);
  assert.equal((await ask(harmless)).status, 400);
  assert.deepEqual([await from('none'), await from('same-origin')], [200, 200]);
  assert.equal((await ask(origin + WRITE, { Host: 'evil.example' })).status, 421);
});

test('in token mode this machine needs a token as everybody does', async () => {
  assert.equal((await ask((await app.listen()) + WRITE)).status, 401);
});

/** Not `fetch`, which sets `Sec-Fetch` headers of its own and forbids others. */
function ask(url: string, headers: Record<string, string> = {}): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, response => {
      response.resume().once('end', () => resolve({ status: response.statusCode! }));
    })
      .once('error', reject)
      .end();
  });
}
