import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { findFacets } from './facets.ts';

const app = await openApp({ after });

const series = (labels: Record<string, string>) => ({ key: JSON.stringify(labels), metric: 'm', labels, createdMs: 0 });

test('labels that tell series apart are offered with their counts, the most first', () => {
  const found = [
    series({ room: 'attic', floor: '2', house: 'a' }),
    series({ room: 'kitchen', floor: '1', house: 'a' }),
    series({ room: 'hall', floor: '1', house: 'a' }),
    series({ host: 'boat', house: 'a' }),
  ];
  assert.deepEqual(findFacets(found, {}), [
    {
      name: 'floor',
      values: [
        { value: '1', count: 2 },
        { value: '2', count: 1 },
      ],
      more: 0,
    },
    { name: 'room', values: ['attic', 'hall', 'kitchen'].map(value => ({ value, count: 1 })), more: 0 },
    { name: 'host', values: [{ value: 'boat', count: 1 }], more: 0 },
  ]);
  assert.deepEqual(
    findFacets(found, { floor: '1' }).map(({ name }) => name),
    ['room', 'host'],
  );
});

test('however many labels and values there are, a page lists few of them', () => {
  const many = Array.from({ length: 500 }, (_, n) => series({ [`label${n % 20}`]: String(n) }));
  const facets = findFacets(many, {});
  assert.equal(facets.length, 6);
  for (const { values, more } of facets) assert.deepEqual([values.length, more], [8, 17]);
});

test('a link narrows the list to a label, another one leads back, and the search stays', async () => {
  for (const room of ['attic', 'kitchen'])
    for (const floor of ['1', '2']) await app.send(`facet?room=${room}&floor=${floor}`, 1);
  const pageOf = async (query: object) =>
    (await app.fetch(routes.explore.href({}, { ...query }), { as: 'owner', accept: 'text/html' })).text();
  const all = await pageOf({ q: 'facet' });
  assert.match(all, /href="\/explore\?q=facet&amp;label=room%3Dattic">attic <span class="dim">2</);
  const narrowed = await pageOf({ q: 'facet', label: ['room=attic', 'floor=2'] });
  assert.equal(narrowed.match(/<tr id="series-/g)!.length, 1);
  assert.match(narrowed, /href="\/explore\?q=facet&amp;label=floor%3D2"[^>]*>room=attic/);
  const live = /hx-sse:connect="([^"]+)"/.exec(narrowed)![1]!;
  assert.match(live, /label=room%3Dattic/);
  const json = await app.fetch(routes.explore.href({}, { label: 'room=kitchen' }), {
    as: 'read',
    accept: 'application/json',
  });
  assert.equal(((await json.json()) as { series: unknown[] }).series.length, 2);
});

test('what is on the next page is not on the first, and each page is bounded', async () => {
  const lines = Array.from({ length: 230 }, (_, n) => `paged,n=${n} value=1`).join('\n');
  await app.fetch(routes.influxWrite.href(), { as: 'ingest', method: 'POST', body: lines });
  const keysOf = async (page: number) => {
    const href = routes.explore.href({}, { q: 'paged', page });
    const html = await (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
    return { html, keys: Array.from(html.matchAll(/<tr id="(series-[^"]+)"/g), ([, key]) => key!) };
  };
  const pages = [await keysOf(1), await keysOf(2), await keysOf(3)];
  assert.deepEqual(
    pages.map(({ keys }) => keys.length),
    [100, 100, 30],
  );
  assert.equal(new Set(pages.flatMap(({ keys }) => keys)).size, 230);
  assert.match(pages[0]!.html, /href="\/explore\?q=paged&amp;page=2">\s*Next 100/);
  assert.match(pages[1]!.html, /href="\/explore\?q=paged">\s*Back/);
  assert.doesNotMatch(pages[2]!.html, /Next 100/);
});

test('rows and pages say who sends a series, how often it comes, and what others there are', async () => {
  for (let n = 0; n < 5; n++) {
    app.nowMs += 2000;
    await app.send('told?room=attic', n);
  }
  await app.send('told?room=cellar', 1);
  const list = await app.fetch(routes.explore.href({}, { q: 'told' }), { as: 'owner', accept: 'text/html' });
  assert.match(await list.text(), /series__every">2.s<.*series__sender">ingest of a test</);
  const page = await app.fetch(routes.series.href({}, { key: 'told{room="attic"}' }), {
    as: 'owner',
    accept: 'text/html',
  });
  const html = await page.text();
  assert.match(
    html,
    /Usually every<\/dt><dd>2.s<.*Last sent by<\/dt><dd>ingest of a test .*First sent by<\/dt><dd>ingest of a test</,
  );
  assert.match(html, /id="related".*told\{room=&quot;cellar&quot;\}/);
});

test('who sends a series last is shown soon after somebody else did, also of readings that are older', async () => {
  const lines = 'handed,room=attic value=1';
  const send = (as: 'ingest' | 'admin', more = '') =>
    app.fetch(routes.influxWrite.href({}, { precision: 'ms' }), { as, method: 'POST', body: lines + more });
  const pageOf = async (href: string) => (await app.fetch(href, { as: 'owner', accept: 'text/html' })).text();
  const list = () => pageOf(routes.explore.href({}, { q: 'handed' }));
  const one = () => pageOf(routes.series.href({}, { key: 'handed{room="attic"}' }));
  await send('ingest');
  assert.match(await list(), /series__sender">ingest of a test</);
  await send('admin', ` ${app.nowMs - 60_000}`);
  app.nowMs += 11_000;
  assert.match(await one(), /Last sent by<\/dt><dd>admin of a test .*11.s.*First sent by<\/dt><dd>ingest of a test</);
  await list(); // asks again
  assert.match(await list(), /series__sender">admin of a test</);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
