import assert from 'node:assert/strict';
import { Hono } from 'hono';
import { route } from '../../route.ts';
import type { PatternRouter, Resolution } from '../../router.ts';
import { variants } from '../../router.ts';
import { claimsOf } from './claims-of.ts';
import { countReads } from './count-reads.ts';

const ok = () => new Response('ok');
const head = (path: string, method = 'GET') => ({ method, url: `http://localhost${path}`, headers: new Headers() });

/** What a lookup costs, counted and not timed; and what can come out of one. */
export const costClaims = claimsOf((claim, createRouter) => {
  const routerOf = (patterns: readonly string[]): PatternRouter => {
    const router = createRouter();
    for (const pattern of patterns) router.on(route(pattern), { GET: ok });
    return router;
  };

  claim('C12 a hostile path is read a bounded number of times, and twice the path costs twice the reads', () => {
    const router = routerOf([
      ...['/:a{slug}/x', '/:a{int}/x', '/:a.json/x', '/:a.js/x', '/:a{uuid}/x', '/:a/x'],
      ...['/a/:b/c/*rest', '/a/:b/:c/x', '/:a/:b/:c/:d/:e/y'],
    ]);
    const hostile: ((length: number) => string)[] = [
      length => `/${'1'.repeat(length)}/y`,
      length => `/${'a'.repeat(length)}.json/y`,
      length => '/a'.repeat(length / 2),
      length => `/a${'/'.repeat(length)}`,
      length => '/%61'.repeat(length / 4),
      length => `/${'%25'.repeat(length / 3)}/y`,
      length => `/${'.'.repeat(length)}/y`,
    ];
    for (const make of hostile) {
      const charactersAt = (length: number) => {
        const request = head(make(length));
        return countReads(() => router.resolve(request)).characters;
      };
      const [half, whole] = [charactersAt(3_600), charactersAt(7_200)];
      assert.ok(whole < 2.5 * half + 1000, `${make(8)}: ${half} characters, then ${whole}`);
      assert.ok(whole < 40 * 7_200, `${make(8)}: ${whole} characters`);
      assert.ok(charactersAt(32 * 1024) < 40 * 32 * 1024, make(8));
    }
  });

  claim('C19 a lookup among 1000 routes makes as many calls as among 10', () => {
    const callsAmong = (count: number, path: (last: number) => string, method = 'GET') => {
      const router = routerOf(Array.from({ length: count }, (_, at) => `/area-${at}/:name/items/:id`));
      const request = head(path(count - 1), method);
      return countReads(() => router.resolve(request)).calls;
    };
    const cases: [path: (last: number) => string, method?: string][] = [
      [last => `/area-${last}/attic/items/7`],
      [() => '/area-0/attic/items/7'],
      [last => `/area-${last}/attic/nothing/7`],
      [() => '/elsewhere/attic/items/7'],
      [last => `/area-${last}/attic/items/7`, 'PATCH'],
    ];
    for (const [path, method] of cases) {
      const [few, many] = [callsAmong(10, path, method), callsAmong(1000, path, method)];
      assert.ok(many <= 2 * few, `${path(9)} ${method}: ${few} calls among 10, ${many} among 1000`);
    }
  });

  claim('C16 each outcome that the types name does happen, and no other', () => {
    const router = createRouter()
      .on(route('/x'), {
        GET: { offers: ['json'], handler: ok },
        POST: { accepts: ['text/csv'], handler: ok },
        PUT: variants({ on: { query: { mode: 'on' } } }, { on: ok }),
      })
      .on(route('/d/:slug'), { GET: ok });
    const requests: Readonly<Record<Resolution<unknown>['kind'], Request>> = {
      match: new Request('http://localhost/x'),
      'bad-request': new Request('http://localhost/%zz'),
      'not-implemented': new Request('http://localhost/x', { method: 'BREW' }),
      redirect: new Request('http://localhost/x/'),
      'not-found': new Request('http://localhost/y'),
      options: new Request('http://localhost/x', { method: 'OPTIONS' }),
      'method-not-allowed': new Request('http://localhost/d/a', { method: 'DELETE' }),
      'unsupported-media-type': new Request('http://localhost/x', { method: 'POST', body: 'x' }),
      unmet: new Request('http://localhost/x?mode=off', { method: 'PUT' }),
      'not-acceptable': new Request('http://localhost/x', { headers: { accept: 'text/csv' } }),
    };
    for (const [kind, request] of Object.entries(requests)) assert.equal(router.resolve(request).kind, kind);
  });

  claim('C3 405 with Allow survives mounting below a prefix', async () => {
    const router = createRouter().on(route('/api/jobs/:name'), { GET: ok, DELETE: ok });
    const inner = new Hono().all('*', host => router.fetch(host.req.raw));
    const wrong = await new Hono().route('/api', inner).request('/api/jobs/backup', { method: 'PUT' });
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD, DELETE, OPTIONS']);
  });
});
