import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';

const app = await openApp({ after });
const { auth, state } = app.deps;
const SETTINGS = routes.settings.href();

const ask = (path: string, request: AppRequest = {}) =>
  app.fetch(path, { as: 'owner', accept: 'text/html', ...request });
const textOf = async (path = SETTINGS) => (await ask(path)).text();
const findToken = (name: string) => auth.tokens().find(token => token.name === name);
const ownSession = () => auth.sessions(1)[0]!;

/** Another browser of the owner: its secret. */
const otherBrowser = (userAgent: string) =>
  state.transactional.batch(() => auth.openSession(1, { userAgent, address: '10.0.0.7' }));

test('only the owner and an admin token see the settings', async () => {
  assert.equal((await app.fetch(SETTINGS, { accept: 'application/json' })).status, 401);
  for (const as of ['ingest', 'read'] as const) assert.equal((await ask(SETTINGS, { as })).status, 403);
  const asAdmin = await (await ask(SETTINGS, { as: 'admin' })).text();
  assert.match(asAdmin, /id="tokens"/);
  assert.doesNotMatch(asAdmin, /id="sessions"|Sign out|Save name and password/);
});

test('to a program the settings are JSON without secrets, to htmx what stands below the title', async () => {
  const response = await ask(SETTINGS, { accept: 'application/json' });
  const text = await response.text();
  const json = JSON.parse(text) as {
    tokens: object[];
    sessions: { isThis: boolean }[];
    server: Record<string, unknown>;
  };
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual(Object.keys(json.tokens[0]!), ['id', 'name', 'hint', 'scope', 'usedMs']);
  assert.ok(json.sessions.some(({ isThis }) => isThis));
  assert.match(String(json.server.Version), /^Telltale/);
  for (const secret of [...Object.values(app.tokens), ownSession().hash]) assert.ok(!text.includes(secret));
  const fragment = await (await ask(SETTINGS, { headers: { 'HX-Request': 'true' } })).text();
  assert.match(fragment, /^<div class="sections">[\s\S]*id="tokens"/);
  assert.doesNotMatch(fragment, /<html/);
});

test('a token that is made is shown once, works, and is listed by how it begins', async () => {
  const made = await ask(routes.tokens.href(), { form: { name: ' garden <1> ', scope: 'ingest' } });
  assert.equal(made.status, 200);
  assert.equal(made.headers.get('cache-control'), 'no-store');
  const page = await made.text();
  const secret = /w_[\w-]{32}/.exec(page)![0];
  assert.match(page, /garden &lt;1&gt;<\/b> is made\. Copy it now; it is not shown again/);
  const path = routes.inOne.href({ metric: 'x' }, { v: 1, k: secret });
  assert.equal((await app.fetch(path)).status, 200);
  const later = await textOf();
  assert.equal(later.includes(secret), false);
  assert.ok(later.includes(`${secret.slice(0, 6)}…`));
});

test('a revoked token stops working at once, ends its streams and is gone from the list', async () => {
  const { secret, token } = await state.transactional.batch(() => auth.createToken('wall display', 'read'));
  const origin = await app.listen();
  using client = openRaw(origin, routes.homeLive.href(), [`Authorization: Bearer ${secret}`]);
  await client.events(events => events.length > 0);
  const revoked = await ask(routes.tokenRevocation.href({ id: token.id }), { form: {} });
  assert.deepEqual([revoked.status, revoked.headers.get('location')], [303, `${SETTINGS}#tokens`]);
  assert.deepEqual((await client.allEvents()).at(-1), {
    id: (await client.allEvents()).at(-1)!.id,
    event: 'gone',
    data: '{"reason":"The token of this page was revoked"}',
  });
  const { status } = await app.fetch(routes.explore.href({}, { k: secret }), { accept: 'application/json' });
  assert.equal(status, 401);
  assert.equal(findToken('wall display'), undefined);
  assert.equal((await ask(routes.tokenRevocation.href({ id: token.id }), { form: {} })).status, 404);
});

test('a token without a name, with a long one or with an unknown right stays on the page with the reason', async () => {
  const before = auth.tokens().length;
  for (const [form, reason] of [
    [{ name: '   ', scope: 'read' }, 'Give it a name, such as the machine that will use it.'],
    [{ scope: 'read' }, 'Give it a name, such as the machine that will use it.'],
    [{ name: 'x'.repeat(101), scope: 'read' }, 'At most 100 characters.'],
    [{ name: 'x', scope: 'root' }, 'Choose what it may do.'],
    [{ name: 'x' }, 'Choose what it may do.'],
  ] as const) {
    const response = await ask(routes.tokens.href(), { form });
    assert.equal(response.status, 422);
    const page = await response.text();
    assert.ok(page.includes(reason), reason);
    assert.match(page, /id="token-name"[^>]*aria-invalid="true"/);
  }
  assert.equal(auth.tokens().length, before);
});

test('a name or a password that cannot be stays on the page with the reason at its field, and changes nothing', async () => {
  for (const [form, field, reason] of [
    [{ name: ' ', password: 'correct horse' }, 'name', 'Give your name.'],
    [{ password: 'correct horse' }, 'name', 'Give your name.'],
    [{ name: 'x'.repeat(101), password: 'correct horse' }, 'name', 'At most 100 characters.'],
    [{ name: 'mara', password: 'short' }, 'password', 'Take 8 characters or more.'],
    [{ name: 'mara' }, 'password', 'Take 8 characters or more.'],
    [{ name: 'mara', password: 'x'.repeat(257) }, 'password', 'Take at most 256 characters.'],
  ] as const) {
    const response = await ask(routes.credentials.href(), { form });
    assert.equal(response.status, 422);
    const page = await response.text();
    assert.ok(page.includes(reason), reason);
    assert.match(page, new RegExp(`id="${field}"[^>]*aria-invalid="true"`), reason);
  }
  assert.deepEqual([auth.owner()!.name, auth.owner()!.passwordHash], ['owner', null]);
});

test('a form that is no form is refused as one', async () => {
  const response = await ask(routes.tokens.href(), {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'text/json' },
  });
  assert.equal(response.status, 415);
});

test('one other session can be ended: its browser is signed out and its streams lead to the sign-in', async () => {
  const secret = await otherBrowser('Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Version/26 Safari/605');
  const cookie = `Cookie: telltale_session_8355=${secret}`;
  const page = await textOf();
  assert.match(page, /Firefox on Linux[\s\S]*this one/);
  assert.match(page, /Safari on Mac OS X[\s\S]*10\.0\.0\.7/);
  const origin = await app.listen();
  using client = openRaw(origin, routes.homeLive.href(), [cookie]);
  await client.events(events => events.length > 0);
  const { hash } = auth.sessions(1).find(({ address }) => address === '10.0.0.7')!;
  const ended = await ask(routes.sessionEnd.href(), { form: { session: hash } });
  assert.deepEqual([ended.status, ended.headers.get('location')], [303, `${SETTINGS}#sessions`]);
  const last = (await client.allEvents()).at(-1)!;
  assert.deepEqual([last.event, last.data], ['gone', JSON.stringify({ href: routes.login.href() })]);
  assert.equal(
    (await app.fetch(routes.explore.href(), { headers: { Cookie: cookie.slice(8) }, accept: 'application/json' }))
      .status,
    401,
  );
  assert.equal((await ask(routes.sessionEnd.href(), { form: { session: hash } })).status, 404);
});

test('all other sessions can be ended at once; this one stays', async () => {
  await otherBrowser('one');
  await otherBrowser('two');
  assert.equal(auth.sessions(1).length, 3);
  await ask(routes.otherSessionsEnd.href(), { form: {} });
  assert.equal(auth.sessions(1).length, 1);
  assert.doesNotMatch(await textOf(), /End all others/);
  assert.equal((await ask(SETTINGS)).status, 200);
});

test('a name and a password are kept, sign in, and end all other sessions', async () => {
  await otherBrowser('somebody who knew the old password');
  const kept = await ask(routes.credentials.href(), { form: { name: ' mara ', password: 'correct horse' } });
  assert.deepEqual([kept.status, kept.headers.get('location')], [303, routes.home.href()]);
  assert.equal(auth.sessions(1).length, 1);
  assert.match(auth.owner()!.passwordHash ?? '', /^scrypt\$/);
  assert.match(await textOf(), /A new password/);
  const form = { name: 'mara', password: 'correct horse' };
  assert.equal((await app.fetch(routes.login.href(), { form })).status, 303);
});

test('an admin token has no name, password or session to change', async () => {
  const form = { name: 'mara', password: 'correct horse', session: ownSession().hash };
  assert.equal((await ask(routes.credentials.href(), { as: 'admin', form })).status, 403);
  assert.equal((await ask(routes.sessionEnd.href(), { as: 'admin', form })).status, 404);
  assert.equal((await ask(routes.otherSessionsEnd.href(), { as: 'admin', form })).status, 303);
  assert.ok(auth.sessions(1).length > 0);
});

test('who may not own changes nothing', async () => {
  const changes = [
    routes.tokens.href(),
    routes.tokenRevocation.href({ id: 1 }),
    routes.credentials.href(),
    routes.sessionEnd.href(),
    routes.otherSessionsEnd.href(),
  ];
  for (const path of changes) {
    assert.equal((await app.fetch(path, { as: 'read', form: {} })).status, 403, path);
    assert.equal((await app.fetch(path, { form: {} })).status, 401, path);
  }
});

test('the server tells its version, its data folder and the size of each file', async () => {
  const page = await textOf();
  assert.match(page, /<dt>Version<\/dt><dd>Telltale \d+\.\d+\.\d+<\/dd>/);
  assert.ok(page.includes(`<dd>${app.deps.config.dataDir}</dd>`));
  for (const name of ['state.db', 'history.db', 'logs.db', 'jobs.db'])
    assert.match(page, new RegExp(`<dt>${name}</dt><dd>[1-9][\\d.]*\u00a0[kM]B</dd>`));
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
