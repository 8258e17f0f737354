import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClaims } from '../testing/claim.ts';
import { route } from './route.ts';
import { routerTck } from './router.tck.ts';
import { createRouter } from './router.ts';
import { MAX_PATH_LENGTH } from './routing/path.ts';

testClaims('pattern router', routerTck(createRouter));

test('the suite has a claim for each of its invariants', () => {
  const names = routerTck(createRouter).map(({ name }) => /^(?:C\d+ )+/.exec(name)?.[0] ?? '');
  const numbers = new Set(names.flatMap(name => name.trim().split(' ')));
  for (let number = 1; number <= 19; number++) assert.ok(numbers.has(`C${number}`), `C${number}`);
});

test('the example in the head of the file does what it says', async () => {
  const dashboard = route('/d/:slug');
  const router = createRouter().represent(dashboard, {
    load: ctx => ({ title: ctx.params.slug }),
    offers: ['page', 'json'],
    page: model => new Response(`<h1>${model.title}</h1>`, { headers: { 'content-type': 'text/html' } }),
    json: model => Response.json(model),
  });
  const link = dashboard.href({ slug: 'attic' });
  assert.equal(await (await router.fetch(new Request(`http://localhost${link}`))).text(), '<h1>attic</h1>');
  const json = await router.fetch(new Request(`http://localhost${link}`, { headers: { accept: 'application/json' } }));
  assert.deepEqual(await json.json(), { title: 'attic' });
});

test('a path is looked at up to its bound', () => {
  const router = createRouter().on(route('/*rest'), { GET: () => new Response() });
  const outcome = (length: number) => router.resolve(new Request(`http://localhost/${'x'.repeat(length - 1)}`)).kind;
  assert.deepEqual([outcome(MAX_PATH_LENGTH), outcome(MAX_PATH_LENGTH + 1)], ['match', 'bad-request']);
});
