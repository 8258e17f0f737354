import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { SETUP_CODE_MS } from './kept/people.ts';
import { cheapHash } from './testing/cheap-hash.ts';

const CODE = 'LUFF-4KXQ-7RTM';
const passwordHash = cheapHash('correct horse');
const shared = await openApp({ after });
await choosePassword(shared);

async function choosePassword({ deps: { state, auth } }: OpenApp) {
  await state.transactional.batch(() => auth.setCredentials(auth.owner()!.id, 'mara', passwordHash));
}

async function openWithCode(t: TestContext): Promise<OpenApp> {
  const app = await openApp(t);
  await app.deps.state.transactional.batch(() => app.deps.auth.issueSetupCode(CODE));
  return app;
}

const setupHref = (code: string) => routes.setup.href({}, { code });
const signIn = (app: OpenApp, form: Record<string, string>) => app.fetch(routes.login.href(), { form });
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

test('the one-time address signs in, once', async t => {
  const app = await openWithCode(t);
  const opened = await app.fetch(setupHref(CODE));
  assert.deepEqual([opened.status, opened.headers.get('location')], [303, routes.home.href()]);
  const home = await app.fetch(routes.home.href(), { headers: { Cookie: cookieOf(opened) } });
  assert.equal(home.status, 200);
  const again = await app.fetch(setupHref(CODE));
  assert.equal(again.status, 403);
  assert.match(await again.text(), /telltale reset-password/);
});

test('the one-time address opens for half an hour', async t => {
  const app = await openWithCode(t);
  app.nowMs += SETUP_CODE_MS;
  assert.equal((await app.fetch(setupHref(CODE))).status, 403);
});

test('who only looks at the one-time address does not use it up: prefetch, preview, HEAD', async t => {
  const app = await openWithCode(t);
  const looks = [
    { headers: { 'Sec-Purpose': 'prefetch;prerender' } },
    { headers: { Purpose: 'prefetch' } },
    { method: 'HEAD' },
  ];
  for (const look of looks) assert.equal((await app.fetch(setupHref(CODE), look)).status, 425);
  assert.equal((await app.fetch(setupHref(CODE))).status, 303);
});

test('who is signed in and opens a used one-time address is simply at home', async () => {
  const response = await shared.fetch(setupHref('USED-CODE'), { as: 'owner' });
  assert.deepEqual([response.status, response.headers.get('location')], [303, routes.home.href()]);
});

test('codes can be guessed eight times from one address, also side by side', async t => {
  const app = await openWithCode(t);
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, i) => app.fetch(setupHref(`GUESS-${i}`))));
  const statuses = guesses.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [...Array(8).fill(403), ...Array(4).fill(429)]);
  assert.equal((await app.fetch(setupHref(CODE))).status, 429);
  app.nowMs += 5 * 60_000;
  assert.equal((await app.fetch(setupHref(CODE))).status, 303);
});

test('the session cookie is out of reach of scripts and of other sites, and named after the port', async () => {
  const response = await signIn(shared, { name: 'mara', password: 'correct horse' });
  assert.match(
    response.headers.get('set-cookie') ?? '',
    /^telltale_session_8355=s_[\w-]{32}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('behind https the session cookie goes over https only', async t => {
  const app = await openApp(t, { TELLTALE_PUBLIC_URL: 'https://telltale.example' });
  await app.deps.state.transactional.batch(() => app.deps.auth.issueSetupCode(CODE));
  assert.match((await app.fetch(setupHref(CODE))).headers.get('set-cookie') ?? '', /; Secure$/);
});

test('name and password sign in and lead to where the person wanted to go', async () => {
  const next = routes.explore.href({}, { q: 'küche' });
  const response = await signIn(shared, { name: 'mara', password: 'correct horse', next });
  assert.deepEqual([response.status, response.headers.get('location')], [303, next]);
  const page = await shared.fetch(next, { headers: { Cookie: cookieOf(response) } });
  assert.equal(page.status, 200);
});

test('a wrong password and an unknown name get the same answer, with the name still in its field', async () => {
  const wrong = await signIn(shared, { name: 'mara', password: 'wrong horse' });
  const unknown = await signIn(shared, { name: 'arne', password: 'wrong horse' });
  assert.deepEqual([wrong.status, unknown.status], [401, 401]);
  const page = await wrong.text();
  assert.match(page, /Name or password is wrong/);
  assert.match(page, /value="mara"/);
  assert.equal(page, (await unknown.text()).replaceAll('arne', 'mara'));
  assert.equal(wrong.headers.get('set-cookie'), null);
});

test('signing in never leads to another site', async () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
  ];
  for (const next of elsewhere) {
    const response = await shared.fetch(routes.login.href({}, { next }), { as: 'owner' });
    assert.equal(response.headers.get('location'), routes.home.href(), JSON.stringify(next));
  }
});

test('where to go next is kept in the form, as text', async () => {
  const page = await (await shared.fetch(routes.login.href({}, { next: '/"><script>' }))).text();
  assert.match(page, /name="next" value="\/&quot;&gt;&lt;script&gt;"/);
});

test('before a password was chosen there is no form, but the way in', async t => {
  const app = await openApp(t);
  const page = await (await app.fetch(routes.login.href())).text();
  assert.match(page, /one-time address/);
  assert.doesNotMatch(page, /type="password"/);
  assert.equal((await signIn(app, { name: 'owner', password: '' })).status, 401);
});

test('the ninth wrong password has to wait, from any address for one name, and for every name from one address', async t => {
  const app = await openApp(t);
  await choosePassword(app);
  const tries = await Promise.all(
    Array.from({ length: 9 }, () => signIn(app, { name: 'mara', password: 'wrong horse' })),
  );
  assert.equal(tries.filter(({ status }) => status === 429).length, 1, 'tries made side by side count too');
  const refused = await signIn(app, { name: 'somebody else', password: 'wrong horse' });
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '300']);
  assert.match(await refused.text(), /Try again in 5 min/);

  const origin = await app.listen(); // another address than the one of before
  const elsewhere = (form: Record<string, string>) =>
    fetch(origin + routes.login.href(), { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  assert.equal((await elsewhere({ name: 'mara', password: 'correct horse' })).status, 429);
  assert.equal((await elsewhere({ name: 'somebody else', password: 'wrong horse' })).status, 401);
  app.nowMs += 5 * 60_000;
  assert.equal((await signIn(app, { name: 'mara', password: 'correct horse' })).status, 303);
});

test('signing out ends the session here and takes the cookie away', async t => {
  const app = await openApp(t);
  const response = await app.fetch(routes.logout.href(), { as: 'owner', form: {} });
  assert.deepEqual([response.status, response.headers.get('location')], [303, routes.login.href()]);
  assert.match(response.headers.get('set-cookie') ?? '', /^telltale_session_8355=; Max-Age=0;/);
  assert.equal((await app.fetch(routes.explore.href(), { as: 'owner', accept: 'application/json' })).status, 401);
});

test('a page that needs a sign-in leads there and back again', async () => {
  const wanted = routes.explore.href({}, { q: 'attic' });
  const response = await shared.fetch(wanted, { accept: 'text/html' });
  assert.deepEqual([response.status, response.headers.get('location')], [303, routes.login.href({}, { next: wanted })]);
});

test('a form of another site signs nobody in and out', async () => {
  const headers = { Origin: 'https://evil.example' };
  for (const path of [routes.login.href(), routes.logout.href()]) {
    assert.equal((await shared.fetch(path, { as: 'owner', form: {}, headers })).status, 403);
  }
  assert.equal((await shared.fetch(routes.home.href(), { as: 'owner' })).status, 200);
});
