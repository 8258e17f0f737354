import assert from 'node:assert/strict';
import { route } from '../../route.ts';
import type { PatternRouter } from '../../router.ts';
import { claimsOf } from './claims-of.ts';

/** Which pattern a path leads to, with which parameters, and what becomes of a path that is none. */
export const pathClaims = claimsOf((claim, createRouter) => {
  const ok = () => new Response('ok');
  const request = (path: string, init?: RequestInit) => new Request(`http://localhost${path}`, init);

  /** A router that answers GET on each pattern, in this order. */
  function routerOf(...patterns: string[]): PatternRouter {
    const router = createRouter();
    for (const pattern of patterns) router.on(route(pattern), { GET: ok });
    return router;
  }

  /** The pattern that a path resolves to, or the kind of outcome. */
  function outcome(router: PatternRouter, path: string): string {
    const resolution = router.resolve(request(path));
    return resolution.kind === 'match' ? resolution.pattern : resolution.kind;
  }

  claim('C1 the handler gets parameters decoded once, with the declared type', async () => {
    const router = createRouter().on(route('/d/:name/:id{int}/:key{uuid}/*rest'), {
      GET: ctx => Response.json({ ...ctx.params, pattern: ctx.pattern, tags: ctx.url.searchParams.getAll('tag') }),
    });
    const key = 'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6';
    const response = await router.fetch(request(`/d/%2525%2F%E4%BD%A0/-7/${key}/a%20b/c?tag=1&tag=2`));
    assert.deepEqual(await response.json(), {
      name: '%25/你',
      id: -7,
      key: key.toLowerCase(),
      rest: 'a b/c',
      pattern: '/d/:name/:id{int}/:key{uuid}/*rest',
      tags: ['1', '2'],
    });
  });

  claim('C2 patterns are anchored at both ends', () => {
    const router = routerOf('/users/:id');
    for (const path of ['/users/1/x', '/xusers/1', '/x/users/1', '/users', '/USERS/1']) {
      assert.equal(outcome(router, path), 'not-found', path);
    }
  });

  claim('C2 a value of another type is no such path', () => {
    const router = routerOf('/i/:id{int}', '/u/:id{uuid}', '/s/:id{slug}', '/c/:id{day|week}');
    const wrong = [
      '/i/01',
      '/i/+1',
      '/i/-0',
      '/i/1.0',
      '/i/9007199254740992',
      '/u/1',
      '/s/-a',
      '/s/A',
      '/s/a.b',
      '/c/year',
    ];
    for (const path of wrong) assert.equal(outcome(router, path), 'not-found', path);
    assert.equal(outcome(router, '/i/9007199254740991'), '/i/:id{int}');
    assert.equal(outcome(router, '/s/this-machine_2'), '/s/:id{slug}');
    assert.equal(outcome(router, '/c/week'), '/c/:id{day|week}');
  });

  claim('C7 the more specific pattern wins, whatever the order of registration', () => {
    const patterns = [
      '/d/new',
      '/d/:form{svg|png}',
      '/d/:key{uuid}',
      '/d/:id{int}',
      '/d/:slug{slug}',
      '/d/:slug.tar.gz',
      '/d/:slug.gz',
      '/d/:id{int}.json',
      '/d/:slug.json',
      '/d/:any',
      '/d/*rest',
      '/d/:slug/panels/:id.svg',
      '/d/:slug/panels/:id',
      '/*rest',
    ];
    const expected = {
      '/d/new': '/d/new',
      '/d/png': '/d/:form{svg|png}',
      '/d/f81d4fae-7dec-11d0-a765-00a0c91e6bf6': '/d/:key{uuid}',
      '/d/12': '/d/:id{int}',
      '/d/attic': '/d/:slug{slug}',
      '/d/a.tar.gz': '/d/:slug.tar.gz',
      '/d/a.gz': '/d/:slug.gz',
      '/d/12.json': '/d/:id{int}.json',
      '/d/attic.json': '/d/:slug.json',
      '/d/.json': '/d/:any',
      '/d/Attic': '/d/:any',
      '/d/a/b': '/d/*rest',
      '/d/a/panels/7.svg': '/d/:slug/panels/:id.svg',
      '/d/a/panels/7.png': '/d/:slug/panels/:id',
      '/d': '/*rest',
    };
    for (const order of [patterns, patterns.toReversed(), patterns.toSorted()]) {
      const router = routerOf(...order);
      for (const [path, pattern] of Object.entries(expected)) assert.equal(outcome(router, path), pattern, path);
    }
  });

  claim('C7 the leftmost difference decides between patterns', () => {
    assert.equal(outcome(routerOf('/:x/b', '/a/:x'), '/a/b'), '/a/:x');
    assert.equal(outcome(routerOf('/a/:x/c', '/:x/b/d'), '/a/b/d'), '/:x/b/d');
  });

  claim('C1 a pattern that fits halfway leaves nothing in the parameters', async () => {
    const router = createRouter()
      .on(route('/a/:p/:q{int}/c'), { GET: ok })
      .on(route('/a/*rest'), { POST: ok })
      .on(route('/:x/:y/:z/d'), { GET: ctx => Response.json(ctx.params) });
    assert.deepEqual(await (await router.fetch(request('/a/b/1/d'))).json(), { x: 'a', y: 'b', z: '1' });
  });

  claim('C2 a wildcard needs a segment and takes no encoded slash', () => {
    const router = routerOf('/files/*rest');
    assert.equal(outcome(router, '/files/a/b'), '/files/*rest');
    for (const path of ['/files', '/files/..%2Fsecret', '/files/a%2Fb'])
      assert.equal(outcome(router, path), 'not-found', path);
  });

  claim('C8 what cannot be told apart throws at registration, with the cure', () => {
    assert.throws(() => routerOf('/d/:slug', '/d/:id'), /'\/d\/:id' and '\/d\/:slug' match the same paths/);
    assert.throws(() => routerOf('/d/:slug', '/d/:slug'), /GET '\/d\/:slug' is registered twice/);
    assert.throws(() => routerOf('/*rest', '/*more'), /match the same paths/);
    assert.throws(() => routerOf('/:x{a|b}', '/:x{b|c}'), /both match 'b'/);
    assert.throws(
      () =>
        createRouter()
          .on(route('/x'), { GET: ok })
          .on(route('/x', { strict: true }), { PUT: ok }),
      /strict/,
    );
    assert.throws(
      () => createRouter().on(route('/x'), { PUT: { accepts: ['csv'], handler: ok } }),
      /'csv' is no media type/,
    );
    assert.throws(() => createRouter().on(route('/x'), { GET: { offers: [], handler: ok } }), /name at least one/);
    assert.doesNotThrow(() => routerOf('/:x{a|b}', '/:x{c|d}', '/:x{b|a}/y', '/:id', '/:slug/z'));
  });

  claim('C10 a malformed path is 400 with a sentence, never an exception', async () => {
    const router = routerOf('/x/:name', '/*rest');
    for (const path of ['/x/%zz', '/x/%', '/%', '/x/%00', '/x/%ff', '/x/%C3', `/${'x'.repeat(64 * 1024)}`]) {
      const response = await router.fetch(request(path));
      assert.equal(response.status, 400, path.slice(0, 9));
      assert.match(await response.text(), /^The path .+\.\n$/);
    }
  });

  claim('C11 another spelling of a path is sent to the canonical one, query kept', async () => {
    const router = createRouter().on(route('/x'), { GET: ok, POST: ok }).on(route('/:host'), { PUT: ok });
    for (const [path, location] of [
      ['/x/?a=1&a=2&b=%2F%E4#f', '/x?a=1&a=2&b=%2F%E4'],
      ['//x', '/x'],
      ['/x///', '/x'],
      ['//evil.example', '/evil.example'],
      ['///evil.example//?q=//evil.example', '/evil.example?q=//evil.example'],
      ['/%2Fevil.example/', '/%2Fevil.example'],
      ['/\\evil.example', '/evil.example'],
    ] as const) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const response = await router.fetch(request(path, { method }));
        assert.equal(response.status, 308, path);
        assert.equal(response.headers.get('location'), location);
      }
    }
  });

  claim('C11 nobody is sent to a path that has nothing, or from a strict one', () => {
    const router = createRouter().on(route('/x', { strict: true }), { GET: ok });
    for (const path of ['/y/', '/x/', '//x', '//']) assert.equal(outcome(router, path), 'not-found', path);
    assert.equal(outcome(router, '/x'), '/x');
    assert.equal(outcome(routerOf('/'), '//'), 'redirect');
  });
});
