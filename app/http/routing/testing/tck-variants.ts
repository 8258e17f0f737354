import assert from 'node:assert/strict';
import { route } from '../../route.ts';
import { type PatternRouter, variants, type When } from '../../router.ts';
import { claimsOf } from './claims-of.ts';

type Fields = Readonly<Record<string, string>>;

const WRITE = route('/api/v1/write');
const V1 = 'application/x-protobuf;proto=prometheus.WriteRequest';
const V2 = 'application/x-protobuf;proto=io.prometheus.write.v2.Request';

/** One method of one route, told apart by content type, query and headers. */
export const variantClaims = claimsOf((claim, createRouter) => {
  /** A router whose POST /x says which variant it was and what was captured. */
  const told = (whens: Readonly<Record<string, When>>): PatternRouter =>
    createRouter().on(route('/x'), { POST: variants(whens, ctx => Response.json([ctx.variant, ctx.when])) });
  const post = (router: PatternRouter, contentType: string | undefined, query = '', headers: Fields = {}) => {
    const type: Fields = contentType === undefined ? {} : { 'content-type': contentType };
    const init = { method: 'POST', body: new Uint8Array(1), headers: { ...headers, ...type } };
    return router.fetch(new Request(`http://localhost/x${query}`, init));
  };
  const variantOf = async (...request: Parameters<typeof post>) => {
    const response = await post(...request);
    return response.ok ? ((await response.json()) as string[])[0] : response.status;
  };

  claim('C1 parameters of the content type tell variants apart', async () => {
    const router = createRouter().on(WRITE, {
      POST: variants(
        { v1: { contentType: V1 }, v2: { contentType: V2 }, unsaid: { contentType: 'application/x-protobuf' } },
        {
          v1: () => new Response('1'),
          v2: ctx => new Response(ctx.when.contentType),
          unsaid: () => new Response('1?'),
        },
      ),
    });
    const write = async (type: string) => {
      const init = { method: 'POST', body: 'x', headers: { 'content-type': type } };
      const response = await router.fetch(new Request(`http://localhost${WRITE.href()}`, init));
      return response.ok ? response.text() : [response.status, response.headers.get('accept')];
    };
    assert.equal(await write(V1), '1');
    assert.equal(await write('Application/X-Protobuf; encoding=delimited; PROTO="io.prometheus.write.v2.Request"'), V2);
    assert.equal(await write('application/x-protobuf'), '1?');
    assert.equal(await write('application/x-protobuf;proto=other'), '1?');
    assert.deepEqual(await write('application/json'), [415, `${V1}, ${V2}, application/x-protobuf`]);
  });

  claim('C1 a variant captures query and headers with the declared types', async () => {
    const router = createRouter<{ readonly user: string }>().on(route('/x/:id{int}'), {
      GET: variants(
        { page: { query: { n: '{int}', unit: 'ms|s' }, headers: { 'X-Key': '{uuid}', 'x-any': '*' } }, otherwise: {} },
        {
          page: ({ params, when, user }) =>
            Response.json([
              params.id + when.query.n,
              when.query.unit,
              when.headers['X-Key'],
              when.headers['x-any'],
              user,
            ]),
          otherwise: () => new Response('other'),
        },
      ),
    });
    const get = async (query: string, headers: Fields) =>
      (await router.fetch(new Request(`http://localhost/x/1${query}`, { headers }), { user: 'ada' })).text();
    const key = 'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6';
    const headers = { 'x-key': key, 'x-any': ' a, b ' };
    const expected = JSON.stringify([-6, 'ms', key.toLowerCase(), 'a, b', 'ada']);
    assert.equal(await get('?unit=ms&n=-7&n=no&more=1', headers), expected);
    for (const query of ['', '?unit=ms', '?unit=m&n=7', '?unit=ms&n=07', '?n=7&unit=', '?N=7&unit=ms']) {
      assert.equal(await get(query, headers), 'other', query);
    }
    assert.equal(await get('?unit=ms&n=7', { 'x-key': key }), 'other');
  });

  claim('C7 the narrowest variant that fits wins, whatever the order', async () => {
    const whens: [string, When][] = [
      ['otherwise', {}],
      ['any text', { contentType: 'text/*' }],
      ['csv', { contentType: ['text/csv', 'text/tab-separated-values'] }],
      ['csv with header', { contentType: 'text/csv;header=present' }],
      ['csv in seconds', { contentType: 'text/csv', query: { unit: 's' } }],
      ['csv in some unit', { contentType: 'text/csv', query: { unit: '*' } }],
      ['json', { contentType: 'application/json' }],
      ['some json', { contentType: 'application/*+json' }],
      ['geo', { contentType: 'application/geo+json' }],
      ['numbered', { contentType: 'application/json', headers: { 'x-n': '{int}' } }],
      ['first', { contentType: 'application/json', headers: { 'X-N': '1|2' } }],
    ].map(([name, when]) => [name as string, when as When]);
    for (const order of [
      whens.filter(([name]) => name !== 'csv with header'),
      whens.toReversed().filter(([name]) => name !== 'csv with header'),
    ]) {
      const router = told(Object.fromEntries(order));
      assert.equal(await variantOf(router, 'text/csv'), 'csv');
      assert.equal(await variantOf(router, 'text/csv', '?unit=s'), 'csv in seconds');
      assert.equal(await variantOf(router, 'text/csv', '?unit=h'), 'csv in some unit');
      assert.equal(await variantOf(router, 'text/markdown'), 'any text');
      assert.equal(await variantOf(router, 'application/json'), 'json');
      assert.equal(await variantOf(router, 'application/ld+json'), 'some json');
      assert.equal(await variantOf(router, 'application/geo+json'), 'geo');
      assert.equal(await variantOf(router, 'application/json', '', { 'x-n': '3' }), 'numbered');
      assert.equal(await variantOf(router, 'application/json', '', { 'x-n': '2' }), 'first');
      assert.equal(await variantOf(router, 'no type'), 'otherwise');
      assert.equal(await variantOf(router, undefined), 'otherwise');
    }
    const two = told(Object.fromEntries(whens.filter(([name]) => name === 'csv' || name === 'csv with header')));
    assert.equal(await variantOf(two, 'text/csv; header=present'), 'csv with header');
    assert.equal(await variantOf(two, 'text/csv; header=absent'), 'csv');
  });

  claim('C8 variants that could both take one request throw at registration, with the cure', () => {
    const overlapping: [When, When][] = [
      [{}, {}],
      [{ contentType: 'text/csv' }, { contentType: ['text/csv'] }],
      [{ contentType: ['text/csv', 'text/plain'] }, { contentType: ['text/plain', 'text/html'] }],
      [{ contentType: 'text/*' }, { contentType: ['text/csv', 'image/png'] }],
      [{ contentType: 'text/csv;a=1' }, { contentType: 'text/csv;b=1' }],
      [{ contentType: 'text/*;a=1' }, { contentType: 'text/csv' }],
      [{ query: { a: '1' } }, { query: { b: '1' } }],
      [{ query: { a: '1|2' } }, { query: { a: '2|3' } }],
      [{ query: { a: '{int}' } }, { query: { a: '{slug}' } }],
      [{ query: { a: '1|x' } }, { query: { a: '{int}' } }],
      [{ headers: { 'X-A': '1' } }, { headers: { 'x-a': '1' } }],
      [{ contentType: 'text/csv' }, { query: { a: '1' } }],
    ];
    for (const [a, b] of overlapping) {
      assert.throws(
        () => told({ one: a, other: b }),
        /'one' and 'other' can both take one request: make/,
        JSON.stringify([a, b]),
      );
    }
    for (const [when, cure] of [
      [{ contentType: 'csv' }, /'csv' is no media type: write it as/],
      [{ query: { a: '{number}' } }, /'\{number\}' is no condition for 'a': write/],
      [{ query: { a: '(a+)+' } }, undefined],
      [{ headers: { a: '' } }, /write one, one\|other/],
    ] as const) {
      if (cure === undefined)
        assert.doesNotThrow(() => told({ one: when })); // text like any other, never an expression
      else assert.throws(() => told({ one: when }), cure);
    }
    assert.throws(() => told({}), /name at least one/);
  });

  claim('C18 content that no variant reads is 415 before anything else of the request is looked at', async () => {
    const router = told({
      json: { contentType: 'application/json', query: { unit: 's' } },
      images: { contentType: ['image/*', 'text/csv;header=present'] },
    });
    for (const type of ['text/csv', 'text/csv;header=absent', 'application/jsonx', 'image', undefined]) {
      const response = await post(router, type, '?unit=h');
      assert.equal(response.status, 415, type);
      assert.equal(response.headers.get('accept'), 'application/json, image/*, text/csv;header=present');
    }
    assert.equal(await variantOf(router, 'image/png', '?unit=h'), 'images');
  });

  claim('C4 query or headers that no variant takes are 400 with a sentence that names what is expected', async () => {
    const router = told({
      timed: { query: { precision: 'ns|us|ms|s' } },
      paged: { query: { from: '{int}', precision: 'page' }, headers: { 'X-Mode': 'fast' } },
    });
    for (const query of ['', '?precision=m', '?precision=', '?from=1&precision=page']) {
      const response = await post(router, 'text/csv', query);
      assert.equal(response.status, 400, query);
      assert.equal(
        await response.text(),
        'This address needs the query parameter precision (one of ns, us, ms, s), or the query parameter from (a whole ' +
          'number) and the query parameter precision (page) and the header X-Mode (fast).\n',
      );
    }
    assert.equal(await variantOf(router, undefined, '?precision=us'), 'timed');
  });

  claim('C15 Vary names the headers that were read to tell variants apart, and no others are read', async () => {
    const router = told({
      fast: { contentType: 'text/csv', headers: { 'X-Mode': 'fast' } },
      slow: { contentType: 'text/csv', query: { slow: '1' }, headers: { 'X-Mode': 'slow', 'X-Why': '*' } },
      json: { contentType: 'application/json' },
      otherwise: {},
    });
    const varyOf = async (...args: Parameters<typeof post>) => (await post(...args)).headers.get('vary');
    assert.equal(await varyOf(router, 'text/csv', '', { 'x-mode': 'fast' }), 'Content-Type, X-Mode');
    assert.equal(await varyOf(router, 'text/csv'), 'Content-Type, X-Mode');
    assert.equal(await varyOf(router, 'text/csv', '?slow=1'), 'Content-Type, X-Mode');
    assert.equal(await varyOf(router, 'text/csv', '?slow=1', { 'x-mode': 'slow' }), 'Content-Type, X-Mode, X-Why');
    assert.equal(await varyOf(router, 'application/json'), 'Content-Type');
    assert.equal(await varyOf(told({ only: {} }), 'text/csv'), null);
    const unmet = await post(told({ only: { headers: { 'X-Mode': 'fast' } } }), 'text/csv');
    assert.deepEqual([unmet.status, unmet.headers.get('vary')], [400, 'X-Mode']);
  });
});
