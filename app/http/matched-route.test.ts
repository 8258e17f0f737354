import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { exchangeOf } from './exchange.ts';
import { matchedRoute } from './matched-route.ts';
import { compose } from './middleware.ts';
import { route } from './route.ts';
import { createRouter } from './router.ts';

test('the exchange knows the pattern that matches, and none where nothing does', async () => {
  const router = createRouter().on(route('/d/:slug'), { GET: () => new Response() });
  const handle = toFetch(compose(matchedRoute(router)), request => new Response(exchangeOf(request)?.route ?? 'none'));
  const routeOf = async (path: string, method = 'GET') =>
    (await handle(new Request(`http://localhost${path}`, { method }))).text();
  assert.equal(await routeOf('/d/attic?x=1'), '/d/:slug');
  assert.equal(await routeOf('/d'), 'none');
  assert.equal(await routeOf('/d/attic', 'PUT'), 'none');
  assert.equal(await routeOf('/d/%zz'), 'none');
});
