import assert from 'node:assert/strict';
import { route } from '../../route.ts';
import type { PatternRouter, Representation } from '../../router.ts';
import { claimsOf } from './claims-of.ts';
import { createVaryCache } from './vary-cache.ts';

const HTMX_VARY = 'Accept, HX-Request, HX-Request-Type, HX-Boosted, HX-History-Restore-Request';
const HTMX_4 = { accept: 'text/html, text/event-stream', 'hx-request': 'true' };

/** One URL in several forms: which client gets which, and what caches are told. */
export const representClaims = claimsOf((claim, createRouter) => {
  const request = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
    new Request('http://localhost/x', { headers, ...init });
  const render = (model: unknown, ctx: { representation: Representation }) =>
    new Response(`${ctx.representation} ${model}`);
  const renderers = { page: render, fragment: render, json: render, text: render, events: render };

  function offering(...offers: Representation[]): PatternRouter {
    return createRouter().represent(route('/x'), { load: () => 'model', offers, ...renderers });
  }

  async function answer(router: PatternRouter, headers: Record<string, string> = {}): Promise<string> {
    return (await router.fetch(request(headers))).text();
  }

  claim('C13 one URL answers each client in its own form', async () => {
    const router = offering('events', 'text', 'json', 'fragment', 'page'); // The order of this list says nothing.
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
    const rows: [string, Record<string, string>, Representation][] = [
      ['browser', { accept: browser }, 'page'],
      ['htmx 2', { accept: '*/*', 'hx-request': 'true' }, 'fragment'],
      ['htmx 2 boosted', { accept: '*/*', 'hx-request': 'true', 'hx-boosted': 'true' }, 'page'],
      ['htmx 4 partial', { ...HTMX_4, 'hx-request-type': 'partial' }, 'fragment'],
      ['htmx 4 full', { ...HTMX_4, 'hx-request-type': 'full' }, 'page'],
      ['history restore', { accept: '*/*', 'hx-request': 'true', 'hx-history-restore-request': 'true' }, 'page'],
      ['history restore, any Accept', { accept: 'application/json', 'hx-history-restore-request': 'true' }, 'page'],
      ['EventSource', { accept: 'text/event-stream' }, 'events'],
      ['API client', { accept: 'application/json' }, 'json'],
      ['plain text', { accept: 'text/plain' }, 'text'],
      ['anything', { accept: '*/*' }, 'page'],
      ['nothing', {}, 'page'],
    ];
    for (const [client, headers, representation] of rows) {
      assert.equal(await answer(router, headers), `${representation} model`, client);
    }
  });

  claim('C13 ties go to HTML, JSON, text, then events', async () => {
    const order: Representation[] = ['page', 'json', 'text', 'events'];
    for (const [first, ...others] of order.map((_, at) => order.slice(at))) {
      assert.equal(await answer(offering(...others, first!)), `${first} model`);
    }
  });

  claim('C13 HTML in one form only is given to everybody', async () => {
    assert.equal(await answer(offering('page', 'json'), { 'hx-request': 'true' }), 'page model');
    assert.equal(await answer(offering('fragment')), 'fragment model');
  });

  claim('C14 all refused is 406 with the list', async () => {
    const router = offering('page', 'fragment', 'json');
    for (const accept of [
      'image/png',
      'text/html;q=0, application/json;q=0.000',
      '*/*;q=0',
      'text/html;q=2',
      'text/html;q=x',
    ]) {
      const response = await router.fetch(request({ accept }));
      assert.equal(response.status, 406, accept);
      assert.equal(await response.text(), 'This address offers text/html, application/json.\n');
      assert.equal(response.headers.get('vary'), HTMX_VARY);
    }
  });

  claim('C15 Vary names what decides, no more, and keeps what the handler named', async () => {
    const varyOf = async (router: PatternRouter) => (await router.fetch(request())).headers.get('vary');
    assert.equal(await varyOf(offering('page', 'fragment', 'json')), HTMX_VARY);
    assert.equal(await varyOf(offering('page', 'json')), 'Accept');
    assert.equal(await varyOf(createRouter().on(route('/x'), { GET: () => new Response() })), null);
    const answering = (status: number, vary: string) =>
      createRouter().represent(route('/x'), {
        load: () => new Response(null, { status, headers: { vary } }),
        offers: ['json'],
        json: () => assert.fail('drawn'),
      });
    assert.equal(await varyOf(answering(304, 'cookie, accept')), 'cookie, Accept');
    assert.equal(await varyOf(answering(200, '*')), '*');
  });

  claim('C15 a cache that obeys Vary gives no fragment to a navigation', async () => {
    const router = offering('page', 'fragment', 'json', 'events');
    const cache = createVaryCache(router);
    const partial = { ...HTMX_4, 'hx-request-type': 'partial' };
    const restore = { ...partial, 'hx-history-restore-request': 'true' };
    const full = { ...HTMX_4, 'hx-request-type': 'full' };
    const clients: [Record<string, string>, Representation][] = [
      [{ accept: '*/*', 'hx-request': 'true' }, 'fragment'],
      [{ accept: '*/*' }, 'page'],
      [{ accept: '*/*', 'hx-request': 'true', 'hx-boosted': 'true' }, 'page'],
      [partial, 'fragment'],
      [full, 'page'],
      [restore, 'page'],
      [{ accept: 'application/json' }, 'json'],
    ];
    for (const [headers, representation] of [...clients, ...clients.toReversed()]) {
      assert.equal(await cache(request(headers)), `${representation} model`);
    }
  });

  claim('C13 loads once, then draws the chosen form; a Response from load is the answer', async () => {
    let loads = 0;
    const router = createRouter().represent(route('/d/:slug'), {
      load: async ctx => {
        loads++;
        return ctx.params.slug === 'gone'
          ? new Response('no such dashboard', { status: 404 })
          : { title: ctx.params.slug };
      },
      offers: ['page', 'json'],
      page: dashboard => new Response(dashboard.title),
      json: dashboard => Response.json(dashboard),
    });
    const get = (path: string) => router.fetch(new Request(`http://localhost${path}`));
    assert.equal(await (await get('/d/attic')).text(), 'attic');
    assert.equal(loads, 1);
    const gone = await get('/d/gone');
    assert.deepEqual([gone.status, await gone.text(), gone.headers.get('vary')], [404, 'no such dashboard', 'Accept']);
  });

  claim('C3 C15 one route represents itself and takes changes', async () => {
    const router = offering('page').on(route('/x'), {
      POST: { offers: ['page', 'fragment'], handler: ctx => new Response(ctx.representation) },
    });
    assert.equal(await answer(router), 'page model');
    const posted = await router.fetch(request({ 'hx-request': 'true' }, { method: 'POST' }));
    assert.deepEqual([await posted.text(), posted.headers.get('vary')], ['fragment', HTMX_VARY]);
    const wrong = await router.fetch(request({}, { method: 'PUT' }));
    assert.equal(wrong.headers.get('allow'), 'GET, HEAD, POST, OPTIONS');
  });

  claim('C5 HEAD on an event stream has its head and leaves no subscription', async () => {
    let subscribers = 0;
    const stream = () => new ReadableStream({ start: () => void subscribers++, cancel: () => void subscribers-- });
    const router = createRouter().represent(route('/x'), {
      load: () => undefined,
      offers: ['page', 'events'],
      page: () => new Response('page'),
      events: (_, ctx) =>
        new Response(ctx.request.method === 'HEAD' ? null : stream(), {
          headers: { 'content-type': 'text/event-stream' },
        }),
    });
    const accept = { accept: 'text/event-stream' };
    const head = await router.fetch(request(accept, { method: 'HEAD' }));
    assert.equal(subscribers, 0);
    const get = await router.fetch(request(accept));
    assert.equal(subscribers, 1);
    assert.deepEqual([...head.headers], [...get.headers]);
    assert.equal(head.body, null);
    await get.body?.cancel();
  });

  claim('C1 a client that is gone is seen by the handler', async () => {
    const gone = new AbortController();
    const router = createRouter().on(route('/x'), { GET: ctx => new Response(String(ctx.signal.aborted)) });
    gone.abort();
    assert.equal(await (await router.fetch(request({}, { signal: gone.signal }))).text(), 'true');
  });
});
