import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, TERMINAL_COLUMNS } from '../../components/text/terminal-text.ts';
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

test('on a wall there are the panels, a name and a clock, dark unless the address says light, moved by the stream that all share', async () => {
  await app.send('on_wall', 3);
  const slug = await makeDashboard('Hall', {
    panels: ([0, 4] as const).map(y => ({ ...panel(`at-${y}`, 'on_wall'), x: 0, y }) as PanelDefinition),
  });
  const wall = async (tv: string) =>
    (await app.fetch(`${hrefOf(slug)}?range=1h&tv${tv}`, { as: 'owner', accept: 'text/html' })).text();
  const page = await wall('');
  assert.match(page, /<html[^>]*data-theme="dark" data-density="tv" data-h="8"/);
  assert.match(await wall('=light'), /<html[^>]*data-theme="light"/);
  assert.match(page, /id="panel-at-0"[\s\S]*id="panel-at-4"/);
  assert.doesNotMatch(
    page,
    /<nav|data-range=|data-pause|data-may-edit/,
    'nothing to build or choose, whoever is signed in',
  );
  assert.match(page, /data-clock/);
  assert.match(page, /pauseOnBackground&quot;:false/);
  assert.match(page, new RegExp(`hx-sse:connect="${hrefOf(slug)}/live\\?range=1h&amp;cursor=`));
  assert.match(page, new RegExp(`class="tv__leave" href="${hrefOf(slug)}\\?range=1h"`));
  assert.doesNotMatch(page, /js\/controls\.js/);
  const sends = { to: 'event', topic: 'pump' } as const;
  const control: PanelDefinition = { kind: 'control', id: 'c', title: 'C', w: 6, h: 4, control: 'switch', sends };
  const touched = `${hrefOf(await makeDashboard('Touched', { panels: [control] }))}?tv`;
  const answer = await app.fetch(touched, { as: 'owner', accept: 'text/html' });
  assert.match(await answer.text(), /js\/controls\.js/, 'a wall may be touched');
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

test('in a terminal a dashboard is text in the words of the page, with colours only where they can be shown', async () => {
  for (let second = 0; second < 8; second++) {
    app.nowMs += 1000;
    await app.send('told?room=attic', second);
    await app.send('told?room=cellar', 7 - second);
  }
  await app.send('alone?unit=°C', 21.4);
  const log: PanelDefinition = { kind: 'log', id: 'log', title: 'Door', w: 24, h: 4, stream: 'door' };
  await app.fetch(routes.influxWrite.href(), {
    as: 'ingest',
    method: 'POST',
    body: 'door,place=harbour note="opened \u001b[31mwide\u001b[0m"',
  });
  const panels = [panel('one', 'alone'), panel('many', 'told'), panel('none', 'never_sent'), log];
  const href = hrefOf(await makeDashboard('Told \u001b]0;x\u0007', { subtitle: 'in words', panels }));
  app.nowMs += 12_000;

  const plain = await app.fetch(href, { as: 'read', accept: 'text/plain' });
  assert.deepEqual(
    [plain.headers.get('content-type'), plain.headers.get('cache-control')],
    ['text/plain; charset=utf-8', 'no-store'],
  );
  const text = await plain.text();
  const lines = text.split('\n');
  assert.match(lines[0]!, /^Told \]0;x · in words +\d\d:\d\d:\d\d \S+$/);
  assert.match(text, /^Panel <one> +21\.4 °C {2}12 s /m);
  assert.match(
    text,
    /^Panel <many>\n {2}attic +7 {2}stale 12 s +usually every 1 s\n {2}cellar +0 {2}stale 12 s +usually/m,
  );
  assert.match(text, /^Panel <none> +Nothing yet\. Waiting for never_sent$/m);
  assert.match(text, /^Door · 12 s\n {2}\d\d:\d\d:\d\d info opened \[31mwide\[0m.* place=harbour/m);
  assert.ok(lines.every(line => columnsOf(line) <= TERMINAL_COLUMNS));
  assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);

  const curl = await app.fetch(href, { as: 'read', accept: '*/*', headers: { 'User-Agent': 'curl/8.11.0' } });
  const coloured = await curl.text();
  assert.match(curl.headers.get('vary') ?? '', /User-Agent$/);
  assert.ok(coloured.includes('\u001b[31mstale 12 s'));
  assert.equal(stripVTControlCharacters(coloured).replace(/ +$/gm, ''), text.replace(/ +$/gm, ''));
  const visit = await app.fetch(href, { as: 'read', accept: 'text/html,*/*;q=0.8' });
  assert.doesNotMatch(visit.headers.get('vary') ?? '', /User-Agent/);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
