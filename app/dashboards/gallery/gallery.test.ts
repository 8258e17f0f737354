import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import { MAX_PANELS, type PanelDefinition } from '../definition.ts';

const app = await openApp({ after });
const { dashboards, state, history } = app.deps;

const create = (title: string, panels: PanelDefinition[] = []) =>
  state.transactional.batch(() => dashboards.create({ title, panels })!.slug);
const panelsOf = (slug: string) => dashboards.find(slug)!.definition.panels;

const galleryOf = async (slug: string, query: Record<string, string> = {}) => {
  const response = await app.fetch(routes.panelGallery.href({ slug }, query), { as: 'owner', accept: 'text/html' });
  assert.equal(response.status, 200);
  return response.text();
};
const listedIn = (page: string) =>
  [...page.matchAll(/class="gallery__signal"[\s\S]*?<b[^>]*>([^<]*)</g)].map(([, name]) => name);
const kindsIn = (page: string) => [...page.matchAll(/name="kind" value="([^"]+)"/g)].map(([, kind]) => kind);
const add = (slug: string, form: Record<string, string>) =>
  app.fetch(routes.panels.href({ slug }), { as: 'owner', accept: 'text/html', form });

const past = (metric: string, labels: Record<string, string>, value: (i: number) => number) =>
  history.append(
    Array.from({ length: 20 }, (_, i) => ({ metric, labels, value: value(i), atMs: app.nowMs - (20 - i) * 1000 })),
  );
const post = (path: string, body: string) => app.fetch(path, { as: 'ingest', method: 'POST', body });

await past('http_requests_total', { code: '200' }, i => i * 3);
await past('temperature', { room: 'attic', unit: '°C' }, i => 20 + i / 10);
await past('temperature', { room: 'cellar', unit: '°C' }, () => 12);
await past('tank_celsius', {}, i => 50 + i);
await past('host_load', {}, () => 1);
app.nowMs += 5000;
await post(routes.logStream.href({ stream: 'till' }), 'order 1188 paid');
app.nowMs += 5000;
await post(routes.jobSignal.href({ name: 'nightly' }), 'start');
app.nowMs += 5000;
await post(routes.event.href({ topic: 'deploys' }), 'shipped');

test('everything that arrives is listed, the newest first, and what the server says of itself last', async () => {
  const page = await galleryOf(await create('All'));
  assert.deepEqual(listedIn(page), [
    ...['deploys', 'nightly', 'till'],
    ...['http_requests_total', 'tank_celsius', 'temperature'].filter(name => listedIn(page).includes(name)),
    ...['host_load', 'Words of your own', 'Something to press', 'Other dashboards', 'This server'],
  ]);
  assert.match(page, /order 1188 paid/);
  assert.match(page, /2 series · [12]\d/);
});

test('a search finds by parts of names', async () => {
  const slug = await create('Search');
  assert.deepEqual(listedIn(await galleryOf(slug, { q: 'TEMP' })), ['temperature']);
  assert.deepEqual(listedIn(await galleryOf(slug, { q: 'night' })), ['nightly']);
  const href = routes.panelGallery.href({ slug }, { q: 'till' });
  const part = await app.fetch(href, { as: 'owner', accept: 'text/html', headers: { 'HX-Request': 'true' } });
  assert.match(await part.text(), /^<div id="found">(?=[\s\S]*<b[^>]*>till<)/);
  const page = await galleryOf(slug, { q: 'nothing like it' });
  assert.deepEqual(listedIn(page), []);
  assert.match(page, /Nothing that arrives is called “nothing like it”/);
});

test('the newest signal that is not on the dashboard is shown at once, in each way that suits it', async () => {
  const slug = await create('Next');
  const first = await galleryOf(slug);
  assert.match(first, /Ways to show <code>deploys<\/code>/);
  assert.deepEqual(kindsIn(first), ['events', 'control']);
  assert.equal((await add(slug, { show: 'event deploys', kind: 'events' })).status, 303);
  const second = await galleryOf(slug);
  assert.match(second, /Ways to show <code>nightly<\/code>/);
  assert.match(second, /on it already · event/);
});

test('a control is offered for a topic, and for who wants something to press; its preview can be pressed by nobody', async () => {
  const slug = await create('Press');
  const page = await galleryOf(slug, { show: 'other press' });
  assert.deepEqual(kindsIn(page), ['control']);
  assert.match(page, /role="switch"[^>]*disabled/);
  for (const show of ['other press', 'event deploys'])
    assert.equal((await add(slug, { show, kind: 'control' })).status, 303);
  const { panels } = app.deps.dashboards.find(slug)!.definition;
  const sent = panels.map(panel => panel.kind === 'control' && panel.sends);
  assert.deepEqual(sent, [
    { to: 'event', topic: 'switch' },
    { to: 'event', topic: 'deploys' },
  ]);
});

test('previews are drawn with the data that are there, and a stream goes on with them', async () => {
  const page = await galleryOf(await create('Previews'), { show: 'reading temperature' });
  assert.deepEqual(kindsIn(page), [
    ...['stat', 'gauge', 'bar-gauge', 'line', 'table', 'bars', 'status', 'timeline', 'heatmap'],
  ]);
  for (const kind of kindsIn(page))
    assert.match(page, new RegExp(`id="preview-${kind}"[\\s\\S]*id="panel-${kind}"[^>]*data-state="(?:live|stale)"`));
  assert.match(page, /<path class="chart__line /);
  assert.match(page, /average of 2 series/);
  const href = /hx-sse:connect="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  const response = await app.fetch(href, { as: 'owner', accept: 'text/event-stream' });
  assert.equal(response.status, 200);
  await response.body!.cancel();
});

test('one press makes a panel with a title, a unit and a size, and leads on', async () => {
  const slug = await create('Added');
  const places: string[] = [];
  for (const [show, kind, next] of [
    ['reading temperature', 'line', 'board'],
    ['reading temperature{room="attic"}', 'stat', 'form'],
    ['reading tank_celsius', 'gauge', 'more'],
    ['reading http_requests_total', 'line', ''],
    ['reading temperature', 'stat', ''],
    ['reading sum(rate(http_requests_total[1m]))', 'stat', ''],
    ['log till', 'log', ''],
    ['job nightly', 'job', ''],
  ] as const) {
    const response = await add(slug, { show, kind, next });
    assert.equal(response.status, 303, show);
    places.push(response.headers.get('location')!);
  }
  assert.deepEqual(places.slice(0, 4), [
    '/d/added#panel-line',
    '/d/added/panels/stat/edit',
    '/d/added/panels/new?added=gauge&next=more#kinds',
    '/d/added#panel-line-2',
  ]);
  assert.deepEqual(
    panelsOf(slug).map(({ w, h, ...panel }) => panel),
    [
      { kind: 'line', id: 'line', title: 'Temperature', queries: [{ expr: 'temperature' }] },
      {
        kind: 'stat',
        id: 'stat',
        title: 'Temperature',
        subtitle: 'room=attic',
        queries: [{ expr: 'temperature{room="attic"}' }],
      },
      { kind: 'gauge', id: 'gauge', title: 'Tank', unit: 'celsius', queries: [{ expr: 'tank_celsius' }] },
      { kind: 'line', id: 'line-2', title: 'Http requests', queries: [{ expr: 'rate(http_requests_total[5m])' }] },
      {
        kind: 'stat',
        id: 'stat-2',
        title: 'Temperature',
        subtitle: 'average of 2 series',
        queries: [{ expr: 'avg(temperature)' }],
      },
      {
        ...{ kind: 'stat', id: 'stat-3', title: 'Http requests' },
        queries: [{ expr: 'sum(rate(http_requests_total[1m]))' }],
      },
      { kind: 'log', id: 'log', title: 'Till', stream: 'till' },
      { kind: 'job', id: 'job', title: 'Nightly', name: 'nightly' },
    ],
  );
  assert.match(await galleryOf(slug, { added: 'gauge' }), /role="status">[\s\S]*“Tank” is on Added/);
});

test('what cannot be added is refused with a sentence, and nothing changes', async () => {
  const full = await create(
    'Full',
    Array.from({ length: MAX_PANELS }, (_, i) => ({ kind: 'log', id: `l${i}`, title: '', stream: 'x', w: 4, h: 4 })),
  );
  const slug = await create('Refusing');
  const before = JSON.stringify(dashboards.list());
  const rows = [
    [slug, { show: 'log till', kind: 'line' }, 422, /cannot show this/],
    [slug, { show: 'reading rate(x[5m]', kind: 'line' }, 422, /cannot show this/],
    [slug, { show: '', kind: 'line' }, 422, /cannot show this/],
    ['gone', { show: 'log till', kind: 'log' }, 404, /no dashboard &quot;gone&quot;/],
    [full, { show: 'log till', kind: 'log' }, 422, /may have 100 panels/],
  ] as const;
  for (const [to, form, status, sentence] of rows) {
    const response = await add(to, form);
    assert.equal(response.status, status);
    assert.match(await response.text(), sentence);
  }
  assert.equal(JSON.stringify(dashboards.list()), before);
  const missing = await app.fetch(routes.panelGallery.href({ slug: 'gone' }), { as: 'owner', accept: 'text/html' });
  assert.equal(missing.status, 404);
});

test('names are text, whatever is in them', async () => {
  await post(routes.logStream.href({ stream: '<script>alert(1)</script>' }), 'x');
  const page = await galleryOf(await create('Hostile'));
  assert.doesNotMatch(page, /<script>alert/);
  assert.match(page, /&lt;script&gt;alert/);
});

test('who may only read adds nothing', async () => {
  const slug = await create('Reading');
  assert.equal((await app.fetch(routes.panelGallery.href({ slug }), { as: 'read', accept: 'text/html' })).status, 403);
  const form = { show: 'log till', kind: 'log' };
  assert.equal((await app.fetch(routes.panels.href({ slug }), { as: 'read', form })).status, 403);
  assert.deepEqual(panelsOf(slug), []);
});

test('nothing of this was a fault of the server', () => assert.deepEqual(app.complaints, []));
