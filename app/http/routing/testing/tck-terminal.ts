import assert from 'node:assert/strict';
import { route } from '../../route.ts';
import type { PatternRouter, Representation } from '../../router.ts';
import { claimsOf } from './claims-of.ts';
import { createVaryCache } from './vary-cache.ts';

type Fields = Readonly<Record<string, string>>;

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const FIREFOX: Fields = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
/** As curl 7.88, Wget 1.21 and HTTPie 3.2 introduce themselves. */
const CURL: Fields = { 'user-agent': 'curl/7.88.1', accept: '*/*' };
const WGET: Fields = { 'user-agent': 'Wget/1.21.3', accept: '*/*' };
const HTTPIE: Fields = { 'user-agent': 'HTTPie/3.2.4', accept: '*/*' };
const ALL: readonly Representation[] = ['page', 'fragment', 'json', 'text', 'events'];

const request = (headers: Fields = {}) => new Request('http://localhost/x', { headers });

/** Text for the terminal: which clients get it, which of them with colours, and what caches are told. */
export const terminalClaims = claimsOf((claim, createRouter) => {
  const offering = (...offers: Representation[]): PatternRouter => {
    const render = (_model: unknown, ctx: { representation: Representation; canShowAnsi: boolean }) =>
      new Response(`${ctx.representation}${ctx.canShowAnsi ? ' in colour' : ''}`);
    const renderers = { page: render, fragment: render, json: render, text: render, events: render };
    return createRouter().represent(route('/x'), { load: () => undefined, offers, ...renderers });
  };
  const answer = async (router: PatternRouter, headers: Fields) => (await router.fetch(request(headers))).text();
  const varyOf = async (router: PatternRouter, headers: Fields) =>
    ((await router.fetch(request(headers))).headers.get('vary') ?? '').split(', ');

  claim('C13 curl, wget and HTTPie get text in colour when they ask for anything', async () => {
    const router = offering(...ALL);
    for (const client of [CURL, WGET, HTTPIE, { 'user-agent': 'curl/8.11.0' }, { 'user-agent': 'Wget' }]) {
      assert.equal(await answer(router, client), 'text in colour', client['user-agent']);
    }
  });

  claim('C13 what a terminal client names goes before what it is', async () => {
    const router = offering(...ALL);
    for (const [accept, expected] of [
      ['text/plain', 'text'],
      ['text/html', 'page'],
      ['application/json', 'json'],
      ['application/json, */*;q=0.5', 'json'],
      ['text/event-stream', 'events'],
      ['text/html, */*;q=0.1', 'page'],
      ['text/html, text/plain', 'text'],
      ['text/*', 'text in colour'],
      ['*/*, text/plain;q=0', 'page'],
    ] as const) {
      assert.equal(await answer(router, { ...CURL, accept }), expected, accept);
    }
    assert.equal(await answer(router, { ...CURL, 'hx-request': 'true' }), 'fragment');
  });

  claim('C13 the text of everybody else is plain, and nobody else gets it unasked', async () => {
    const router = offering(...ALL);
    assert.equal(await answer(router, { ...FIREFOX, accept: 'text/plain' }), 'text');
    assert.equal(await answer(router, { accept: 'text/plain' }), 'text');
    for (const name of ['Mozilla/5.0 curl/8', 'libcurl-agent/1.0', 'curly/1', 'python-requests/2.32']) {
      assert.equal(await answer(router, { 'user-agent': name, accept: '*/*' }), 'page', name);
    }
  });

  claim('C13 where no text is offered, a terminal client gets the first offer', async () => {
    assert.equal(await answer(offering('page', 'fragment', 'json', 'events'), CURL), 'page');
    assert.equal(await answer(offering('json', 'events'), CURL), 'json');
    assert.equal(await answer(offering('text'), CURL), 'text in colour');
    assert.equal(await answer(offering('text'), { ...FIREFOX, accept: '*/*' }), 'text');
  });

  claim('C15 User-Agent is in Vary exactly where it was read', async () => {
    const router = offering(...ALL);
    const all = 'Accept, HX-Request, HX-Request-Type, HX-Boosted, HX-History-Restore-Request'.split(', ');
    for (const headers of [CURL, { ...FIREFOX, accept: '*/*' }, {}, { accept: 'text/html, text/plain' }]) {
      assert.deepEqual(await varyOf(router, headers), [...all, 'User-Agent'], JSON.stringify(headers));
    }
    for (const accept of [
      BROWSER,
      'text/plain',
      'application/json',
      'text/event-stream',
      'text/html, text/event-stream',
    ]) {
      assert.deepEqual(await varyOf(router, { ...CURL, accept }), all, accept);
    }
    assert.deepEqual(await varyOf(offering('page', 'json'), CURL), ['Accept']);
    assert.deepEqual(await varyOf(offering('json', 'text'), { ...CURL, accept: 'image/png' }), ['Accept']);
  });

  claim('C15 a cache that obeys Vary gives no text to a navigation, and no colours to a browser', async () => {
    const clients: readonly [Fields, string][] = [
      [CURL, 'text in colour'],
      [{ ...FIREFOX, accept: BROWSER }, 'page'],
      [{ ...FIREFOX, accept: '*/*' }, 'page'],
      [{ ...CURL, accept: BROWSER }, 'page'],
      [{ accept: '*/*' }, 'page'],
      [WGET, 'text in colour'],
      [{ ...FIREFOX, accept: 'text/plain' }, 'text'],
      [{ ...CURL, accept: 'text/plain' }, 'text'],
      [{ ...FIREFOX, accept: '*/*', 'hx-request': 'true' }, 'fragment'],
      [{ ...CURL, 'hx-request': 'true' }, 'fragment'],
      [{ ...CURL, 'hx-history-restore-request': 'true' }, 'page'],
      [{ ...HTTPIE, accept: 'application/json, */*;q=0.5' }, 'json'],
    ];
    for (const order of [clients, clients.toReversed()]) {
      const cache = createVaryCache(offering(...ALL));
      for (const [headers, expected] of [...order, ...order]) {
        assert.equal(await cache(request(headers)), expected, JSON.stringify(headers));
      }
    }
  });
});
