import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Params, route } from './route.ts';
import { createRouter, type Resolution } from './router.ts';
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
        return 400;
      default:
        // @ts-expect-error: not-acceptable is forgotten
        return unreachable(resolution);
    }
  };
  assert.equal(status({ kind: 'redirect', status: 308, location: '/x' }), 308);
  assert.throws(() => status({ kind: 'not-acceptable', offers: [], vary: [] }), /No case for .*not-acceptable/);
});
