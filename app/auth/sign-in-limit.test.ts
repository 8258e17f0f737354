import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

const app = await openApp({ after });
const origin = await app.listen();
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, { redirect: 'manual', headers: { Accept: 'text/html', ...headers } });

test('a stranger who hammers at the door gets a page with 429; the owner, and other pages, do not', async () => {
  const first = await ask(routes.login.href());
  assert.deepEqual([first.status, first.headers.get('ratelimit-policy')], [200, '"sign-in";q=120;w=60']);
  for (let i = 1; i < 120; i++) assert.equal((await ask(routes.login.href())).status, 200);
  const refused = await ask(routes.setup.href({}, { code: 'GUESS' }));
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '1']);
  assert.match(await refused.text(), /<h1[^>]*>Too many attempts<\/h1>/);
  assert.equal((await ask(routes.login.href(), app.headersOf('owner'))).status, 303);
  const reading = routes.inOne.href({ metric: 'temperature' }, { v: 1 });
  assert.equal((await ask(reading, app.headersOf('ingest'))).status, 200);
  app.nowMs += 500;
  assert.equal((await ask(routes.login.href())).status, 200);
});
