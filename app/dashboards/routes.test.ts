import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { DashboardDefinition, type PanelDefinition } from './definition.ts';

const app = await openApp({ after });
const origin = await app.listen();

const panel = (id: string, expr: string): PanelDefinition => {
  return { kind: 'stat', id, title: `Panel <${id}>`, w: 12, h: 4, queries: [{ expr }] };
};

async function makeDashboard(title: string, definition: Partial<DashboardDefinition> = {}) {
  const { state, dashboards } = app.deps;
  const made = await state.transactional.batch(() => dashboards.create({ panels: [], ...definition, title }));
  return made!.slug;
}

const hrefOf = (slug: string) => routes.dashboard.href({ slug });

test('a dashboard is a page with its panels, drawn with what is known', async () => {
  await app.send('temperature?room=attic', 21.4);
  const slug = await makeDashboard('Attic', { panels: [panel('now', 'temperature'), panel('later', 'humidity')] });
  const response = await app.fetch(hrefOf(slug), { as: 'owner', accept: 'text/html' });
  const page = await response.text();
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.match(page, /<title>Attic · Telltale<\/title>/);
  assert.match(page, /id="panel-now"[^>]*data-state="live"[\s\S]*Panel &lt;now&gt;[\s\S]*21\.4/);
  assert.match(page, /id="panel-later"[^>]*data-state="empty"/);
  assert.doesNotMatch(page, /This dashboard is empty/);
});

test('the stream goes on where the page stands and sends the panel that changed, not the others', async () => {
  const slug = await makeDashboard('Moving', { panels: [panel('a', 'moving_a'), panel('b', 'moving_b')] });
  const page = await (await app.fetch(hrefOf(slug), { as: 'owner' })).text();
  const href = /hx-sse:connect="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  assert.match(href, new RegExp(`^${hrefOf(slug)}/live\\?range=5m&cursor=`));
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  const [greeting] = await client.events(events => events.length > 0);
  assert.equal(greeting!.event, 'beat');
  await app.send('moving_a', 7);
  const events = await client.events(all => all.some(({ event }) => event === 'message'));
  const { data } = events.find(({ event }) => event === 'message')!;
  assert.match(data, /^<hx-partial hx-target="#panel-a" hx-swap="outerMorph"><article/);
  assert.doesNotMatch(data, /panel-b/);
});

test('a dashboard as JSON is its definition, ready to be kept again', async () => {
  const panels = [panel('one', 'temperature{room="attic"}')];
  const slug = await makeDashboard('As JSON', { subtitle: 'for export', panels });
  const response = await app.fetch(hrefOf(slug), { as: 'read', accept: 'application/json' });
  const definition = await response.json();
  assert.deepEqual(definition, { title: 'As JSON', subtitle: 'for export', panels });
  assert.deepEqual(DashboardDefinition.parse(definition), definition);
  assert.match(response.headers.get('vary') ?? '', /accept/i);
});

test('the range of the address is marked, and one that nobody knows is the default', async () => {
  const slug = await makeDashboard('Ranges');
  const currentOf = async (range: string) => {
    const page = await (await app.fetch(routes.dashboard.href({ slug }, { range }), { as: 'owner' })).text();
    return /<a[^>]*aria-current="[^"]*"[^>]*>\s*(\d+ \w)\s*</.exec(page)?.[1];
  };
  assert.deepEqual([await currentOf('6h'), await currentOf('nonsense')], ['6 h', '5 m']);
});

test('an empty dashboard says so', async () => {
  const page = await app.fetch(hrefOf(await makeDashboard('Bare')), { as: 'owner' });
  assert.match(await page.text(), /This dashboard is empty/);
});

test('a dashboard that is not there is 404 in the form that was asked for', async () => {
  const page = await app.fetch(hrefOf('gone'), { as: 'owner', accept: 'text/html' });
  assert.equal(page.status, 404);
  assert.match(await page.text(), /There is no dashboard “?(&quot;|")gone/);
  const json = await app.fetch(hrefOf('gone'), { as: 'read', accept: 'application/json' });
  assert.deepEqual([json.status, Object.keys((await json.json()) as object)], [404, ['error']]);
  assert.equal((await app.fetch(routes.dashboardRemoval.href({ slug: 'gone' }), { as: 'owner' })).status, 404);
});

test('the stream of a dashboard that is not there ends for good, with a reason; to nobody it says nothing', async () => {
  const path = routes.dashboardLive.href({ slug: 'gone' });
  assert.match(
    await (await app.fetch(path, { as: 'owner' })).text(),
    /event: gone\ndata: \{"reason":"There is no dashboard/,
  );
  const href = JSON.stringify(routes.login.href());
  assert.ok((await (await app.fetch(path)).text()).includes(`event: gone\ndata: {"href":${href}}`));
});

test('a dashboard can be read with a read token, and deleted by the owner only', async () => {
  const slug = await makeDashboard('Guarded');
  const removal = routes.dashboardRemoval.href({ slug });
  const seenBy = async (as: 'owner' | 'read') => (await app.fetch(hrefOf(slug), { as, accept: 'text/html' })).text();
  assert.match(await seenBy('owner'), new RegExp(`href="${removal}"`));
  assert.doesNotMatch(await seenBy('read'), new RegExp(removal));
  assert.equal((await app.fetch(removal, { as: 'read', form: {} })).status, 403);
  assert.equal((await app.fetch(removal, { form: {} })).status, 401);
  assert.equal((await app.fetch(hrefOf(slug), { as: 'ingest', accept: 'application/json' })).status, 403);
  assert.ok(app.deps.dashboards.find(slug));
});

test('deleting asks first, then leads home, and open pages hear of it', async () => {
  const slug = await makeDashboard('Doomed & gone', { panels: [panel('one', 'x')] });
  const removal = routes.dashboardRemoval.href({ slug });
  const ask = await (await app.fetch(removal, { as: 'owner' })).text();
  assert.match(ask, /Delete “Doomed &amp; gone”\?/);
  assert.match(ask, /<form[^>]*method="post"[^>]*action="\/d\/doomed-gone\/removal"/);
  using client = openRaw(origin, routes.dashboardLive.href({ slug }), [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  const done = await app.fetch(removal, { as: 'owner', form: {} });
  assert.deepEqual([done.status, done.headers.get('location')], [303, routes.home.href()]);
  await client.closed;
  assert.equal((await app.fetch(hrefOf(slug), { as: 'owner' })).status, 404);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
