import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Params, route } from './route.ts';
import { createRouter, type Resolution, variants } from './router.ts';
import { unreachable } from './unreachable.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const panel = route('/d/:slug/panels/:id{int}.svg');

test('C16: parameters have the types that the pattern declares', () => {
  const claims: true[] = [
    true satisfies Equal<Params<'/'>, Readonly<Record<never, never>>>,
    true satisfies Equal<Params<'/d/:slug.json'>, { readonly slug: string }>,
    true satisfies Equal<Params<'/d/:slug{slug}/panels/:id{int}.svg'>, { readonly slug: string; readonly id: number }>,
    true satisfies Equal<
      Params<'/:key{uuid}/:form{svg|png|csv}/*rest'>,
      { readonly key: string; readonly form: 'svg' | 'png' | 'csv'; readonly rest: string }
    >,
    true satisfies Equal<Params<'/:id{number}'>, { readonly id: never }>,
  ];
  assert.ok(claims.every(Boolean));
});

test('C16: a link without its parameters, or with others, does not compile', () => {
  assert.equal(panel.href({ slug: 'a', id: 1 }), '/d/a/panels/1.svg');
  const misuse = () => {
    // @ts-expect-error: the parameters are missing
    panel.href();
    // @ts-expect-error: one is missing
    panel.href({ slug: 'a' });
    // @ts-expect-error: an id is a number
    panel.href({ slug: 'a', id: '1' });
    // @ts-expect-error: there is no such parameter
    panel.href({ slug: 'a', id: 1, page: 2 });
    // @ts-expect-error: not one of the choices
    route('/:form{svg|png}').href({ form: 'gif' });
  };
  assert.throws(misuse, TypeError);
});

test('C16: a handler that misreads its parameters does not compile', () => {
  const router = createRouter<{ readonly user: string }>().on(panel, {
    // @ts-expect-error: an id is a number
    GET: ctx => new Response(ctx.params.id.toUpperCase()),
    // @ts-expect-error: there is no such parameter
    PUT: ctx => new Response(ctx.params.name),
    // @ts-expect-error: there is no such extra
    POST: ctx => new Response(ctx.session),
    DELETE: ctx => new Response(ctx.user),
  });
  // @ts-expect-error: the extra is missing
  const answer = () => router.fetch(new Request('http://localhost/nowhere'));
  // @ts-expect-error: HEAD comes with GET
  const addition = () => router.on(route('/x'), { HEAD: () => new Response() });
  assert.deepEqual([typeof answer, typeof addition], ['function', 'function']);
});

test('C16: a renderer that is missing or misspelt does not compile', () => {
  const misuse = () => {
    const load = () => 1;
    const page = (model: number) => new Response(model.toFixed());
    // @ts-expect-error: json is offered and not drawn
    createRouter().represent(route('/a'), { load, offers: ['page', 'json'], page });
    // @ts-expect-error: json is misspelt
    createRouter().represent(route('/b'), { load, offers: ['page', 'json'], page, jsno: page });
    // @ts-expect-error: there is no such representation
    createRouter().represent(route('/c'), { load, offers: ['page', 'html'], page, html: page });
    // @ts-expect-error: the model is a number
    createRouter().represent(route('/d'), { load, offers: ['page'], page: (model: string) => new Response(model) });
  };
  assert.doesNotThrow(misuse);
});

test('C16: what a variant captures has the types that its conditions declare', () => {
  createRouter().on(panel, {
    GET: variants(
      { paged: { query: { page: '{int}', by: 'day|week' }, headers: { 'x-id': '{uuid}' } }, otherwise: {} },
      {
        paged: ({ when, params, variant }) => {
          const claims: true[] = [
            true satisfies Equal<typeof when.query, { readonly page: number; readonly by: 'day' | 'week' }>,
            true satisfies Equal<typeof when.headers, { readonly 'x-id': string }>,
            true satisfies Equal<typeof when.contentType, undefined>,
            true satisfies Equal<typeof params.id, number>,
            true satisfies Equal<typeof variant, 'paged'>,
          ];
          return Response.json(claims);
        },
        // @ts-expect-error: nothing is captured here
        otherwise: ctx => new Response(ctx.when.query.page),
      },
    ),
    PUT: variants({ csv: { contentType: ['text/csv', 'text/tab-separated-values'] } }, ctx => {
      const type: 'text/csv' | 'text/tab-separated-values' = ctx.when.contentType;
      // @ts-expect-error: it may be the other one
      const other: 'text/csv' = ctx.when.contentType;
      return new Response(type + other);
    }),
  });
});

test('C16: a variant that is missing, misspelt or misread does not compile', () => {
  const misuse = () => {
    const [json, csv] = [() => new Response(), () => new Response()];
    const whens = { json: { contentType: 'application/json' }, csv: { contentType: 'text/csv' } } as const;
    // @ts-expect-error: csv has no handler
    createRouter().on(panel, { POST: variants(whens, { json }) });
    // @ts-expect-error: there is no such variant
    createRouter().on(panel, { POST: variants(whens, { json, csv, xml: csv }) });
    createRouter().on(panel, {
      POST: variants(
        { paged: { query: { page: '{int}', by: 'day|week' } } },
        {
          // @ts-expect-error: a page is a number
          paged: ctx => new Response(ctx.when.query.page.toUpperCase()),
        },
      ),
    });
    createRouter().on(panel, {
      POST: variants(
        { paged: { query: { by: 'day|week' } } },
        {
          // @ts-expect-error: not one of the choices
          paged: ctx => new Response(ctx.when.query.by === 'month' ? '' : ''),
        },
      ),
    });
  };
  assert.doesNotThrow(misuse);
});

test('C16: a switch that forgets a variant or a choice does not compile', () => {
  createRouter().on(panel, {
    POST: variants(
      {
        json: { contentType: 'application/json', query: { unit: 'd' } },
        timed: { query: { unit: 'ms|s' } },
        otherwise: { query: { unit: 'h' } },
      },
      ctx => {
        switch (ctx.variant) {
          case 'json':
            return new Response(ctx.when.contentType);
          case 'timed': {
            if (ctx.when.query.unit === 'ms') return new Response();
            // @ts-expect-error: s is forgotten
            return unreachable(ctx.when.query.unit);
          }
          default:
            // @ts-expect-error: otherwise is forgotten
            return unreachable(ctx);
        }
      },
    ),
  });
});

test('C16: a switch that forgets an outcome does not compile', () => {
  const status = (resolution: Resolution<unknown>): number => {
    switch (resolution.kind) {
      case 'match':
      case 'options':
        return 200;
      case 'redirect':
        return resolution.status;
      case 'bad-request':
      case 'not-found':
      case 'method-not-allowed':
      case 'not-implemented':
      case 'unsupported-media-type':
      case 'unmet':
        return 400;
      default:
        // @ts-expect-error: not-acceptable is forgotten
        return unreachable(resolution);
    }
  };
  assert.equal(status({ kind: 'redirect', status: 308, location: '/x' }), 308);
  assert.throws(() => status({ kind: 'not-acceptable', offers: [], vary: [] }), /No case for .*not-acceptable/);
});
