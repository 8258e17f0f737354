import assert from 'node:assert/strict';
import { route } from '../../route.ts';
import { claimsOf } from './claims-of.ts';

/** Methods, content types, and what is answered where nothing matches. */
export const methodClaims = claimsOf((claim, createRouter) => {
  const ok = () => new Response('ok');
  const request = (path: string, init?: RequestInit) => new Request(`http://localhost${path}`, init);

  claim('C3 a wrong method is 405, and Allow is the union of all patterns that match', async () => {
    const router = createRouter().on(route('/d/new'), { POST: ok }).on(route('/d/:slug'), { GET: ok, DELETE: ok });
    const wrong = await router.fetch(request('/d/new', { method: 'PATCH' }));
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'GET, HEAD, POST, DELETE, OPTIONS');
    assert.equal(
      (await router.fetch(request('/d/x', { method: 'POST' }))).headers.get('allow'),
      'GET, HEAD, DELETE, OPTIONS',
    );
  });

  claim('C7 the most specific pattern that supports the method wins', async () => {
    const router = createRouter()
      .on(route('/d/new'), { POST: () => new Response('made') })
      .on(route('/d/:slug'), { GET: ctx => new Response(ctx.params.slug) });
    assert.equal(await (await router.fetch(request('/d/new'))).text(), 'new');
    assert.equal(await (await router.fetch(request('/d/new', { method: 'POST' }))).text(), 'made');
  });

  claim('C4 an unknown path is 404, an unknown method 501, a known one that nothing serves 405', async () => {
    const router = createRouter().on(route('/x'), { GET: ok });
    assert.equal((await router.fetch(request('/y'))).status, 404);
    for (const method of ['BREW', 'get ', 'Patch'].map(text => text.trim())) {
      const status = (await router.fetch(request('/x', { method }))).status;
      assert.equal(status, method === 'get' ? 200 : 501, method); // Fetch writes `get` as GET, but leaves `Patch`.
    }
    assert.equal((await router.fetch(request('/nowhere', { method: 'BREW' }))).status, 501);
    assert.equal((await router.fetch(request('/x', { method: 'QUERY' }))).status, 405);
  });

  claim('C5 HEAD has the head of GET, no body, and cancels what would have made one', async () => {
    let cancelled = 0;
    const body = () => new ReadableStream({ cancel: () => void cancelled++ });
    const router = createRouter().on(route('/x'), {
      GET: () => new Response(body(), { status: 203, headers: { etag: '"1"', 'content-type': 'text/csv' } }),
    });
    const get = await router.fetch(request('/x'));
    const head = await router.fetch(request('/x', { method: 'HEAD' }));
    assert.equal(head.status, get.status);
    assert.deepEqual([...head.headers], [...get.headers]);
    assert.equal(head.body, null);
    assert.equal(cancelled, 1);
  });

  claim('C5 HEAD has no body either where nothing matches', async () => {
    const router = createRouter().on(route('/x'), { POST: ok });
    for (const [path, status] of [
      ['/x', 405],
      ['/y', 404],
    ] as const) {
      const response = await router.fetch(request(path, { method: 'HEAD' }));
      assert.equal(response.status, status);
      assert.equal(response.body, null);
    }
  });

  claim('C6 OPTIONS is 204 with Allow; for a star, of the whole server', async () => {
    const router = createRouter().on(route('/x'), { GET: ok }).on(route('/y'), { PUT: ok });
    const one = await router.fetch(request('/x', { method: 'OPTIONS' }));
    assert.deepEqual([one.status, one.headers.get('allow')], [204, 'GET, HEAD, OPTIONS']);
    const all = await router.fetch(request('/*', { method: 'OPTIONS' }));
    assert.deepEqual([all.status, all.headers.get('allow')], [204, 'GET, HEAD, PUT, OPTIONS']);
    assert.equal((await router.fetch(request('/z', { method: 'OPTIONS' }))).status, 404);
  });

  claim('C17 what a handler throws reaches the caller, and the next request is served', async () => {
    const fault = new Error('disk on fire');
    const router = createRouter().on(route('/x'), {
      GET: () => {
        throw fault;
      },
      POST: ok,
    });
    await assert.rejects(router.fetch(request('/x')), fault);
    assert.equal((await router.fetch(request('/x', { method: 'POST' }))).status, 200);
  });

  claim('C18 content of another type is 415, and Accept lists what is read', async () => {
    const router = createRouter().on(route('/in'), { POST: { accepts: ['application/json', 'image/*'], handler: ok } });
    const post = (type: string | undefined) =>
      router.fetch(
        request('/in', { method: 'POST', body: new Uint8Array(3), headers: type ? { 'content-type': type } : {} }),
      );
    for (const type of ['application/json', 'Application/JSON; charset="a,b"', 'image/png']) {
      assert.equal((await post(type)).status, 200, type);
    }
    for (const type of ['text/csv', 'application/jsonx', 'image', undefined]) {
      const response = await post(type);
      assert.equal(response.status, 415, type);
      assert.equal(response.headers.get('accept'), 'application/json, image/*');
    }
  });

  claim('C18 content that names no type counts as bytes', async () => {
    const router = createRouter().on(route('/in'), { PUT: { accepts: ['application/octet-stream'], handler: ok } });
    assert.equal((await router.fetch(request('/in', { method: 'PUT', body: new Uint8Array(3) }))).status, 200);
  });

  claim('C3 C11 `answer` writes the page without a match, and cannot lose the header fields', async () => {
    const router = createRouter<{ user: string }>({
      answer: (resolution, { method }, { user }) =>
        resolution.kind === 'redirect'
          ? Response.redirect('http://elsewhere/')
          : new Response(`${resolution.kind} ${method} ${user}`),
    });
    router.on(route('/x'), { GET: ctx => new Response(ctx.user) });
    const as = { user: 'ada' };
    assert.equal(await (await router.fetch(request('/x'), as)).text(), 'ada');
    const wrong = await router.fetch(request('/x', { method: 'PUT' }), as);
    assert.equal(await wrong.text(), 'method-not-allowed PUT ada');
    assert.equal(wrong.headers.get('allow'), 'GET, HEAD, OPTIONS');
    assert.equal((await router.fetch(request('/x/'), as)).headers.get('location'), '/x');
  });

  claim('C17 resolving runs nothing and reads no body', () => {
    const router = createRouter().on(route('/x'), { POST: () => assert.fail('ran') });
    const post = request('/x', { method: 'POST', body: 'content' });
    assert.deepEqual(router.resolve(post), router.resolve(post));
    assert.equal(post.bodyUsed, false);
  });
});
