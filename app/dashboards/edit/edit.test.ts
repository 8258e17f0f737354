import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRaw } from '../../http/testing/raw-client.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import type { PanelDefinition } from '../definition.ts';
import { arrangePanels } from '../layout/arrange-panels.ts';

const app = await openApp({ after });
const origin = await app.listen();
const { state, dashboards } = app.deps;

const stat = (id: string): PanelDefinition => {
  return { kind: 'stat', id, title: `Panel ${id}`, w: 12, h: 4, queries: [{ expr: 'temperature' }] };
};
const section = (id: string): PanelDefinition => ({ kind: 'section', id, title: `Part ${id}`, w: 24, h: 1 });

async function make(title: string, ...panels: PanelDefinition[]): Promise<string> {
  const made = await state.transactional.batch(() => dashboards.create({ title, panels }));
  return made!.slug;
}

type Deed = Readonly<Record<string, string>>;

/** As a form without script is sent; gives where it leads. */
async function deed(slug: string, form: Deed, as: 'owner' | 'admin' = 'owner'): Promise<string> {
  const response = await app.fetch(routes.dashboardEdit.href({ slug }), { as, form });
  assert.equal(response.status, 303, await response.text());
  return response.headers.get('location')!;
}

/** As htmx sends it; gives what is swapped in. */
async function swap(slug: string, form: Deed): Promise<string> {
  const headers = { 'HX-Request': 'true' };
  const response = await app.fetch(routes.dashboardEdit.href({ slug }), { as: 'owner', form, headers });
  assert.equal(response.status, 200);
  return response.text();
}

const boardOf = (slug: string) => dashboards.find(slug)!.definition;
const placesOf = (slug: string) =>
  arrangePanels(boardOf(slug).panels).map(({ id, x, y, w, h }) => `${id} ${x},${y} ${w}×${h}`);
const pageOf = async (slug: string, query = {}) =>
  (await app.fetch(routes.dashboardEdit.href({ slug }, query), { as: 'owner', accept: 'text/html' })).text();

test('a dashboard begins with a title, and opens where it is built', async () => {
  const made = await app.fetch(routes.dashboardNew.href(), { as: 'owner', form: { title: ' Küche ' } });
  assert.deepEqual([made.status, made.headers.get('location')], [303, routes.dashboardEdit.href({ slug: 'kuche' })]);
  assert.deepEqual(boardOf('kuche'), { title: 'Küche', panels: [] });
  assert.match(await pageOf('kuche'), /This dashboard is empty/);
  const refused = await app.fetch(routes.dashboardNew.href(), { as: 'owner', form: { title: '  ' } });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Write a title of 1 to 200 characters/);
});

test('panels are moved, sized and put by plain forms, and the page says where they stand', async () => {
  const slug = await make('Moved', stat('a'), stat('b'));
  const location = await deed(slug, { act: 'step', panel: 'a', to: 'right' });
  assert.equal(location, routes.dashboardEdit.href({ slug }, { panel: 'a' }));
  assert.deepEqual(placesOf(slug), ['b 0,0 12×4', 'a 12,0 12×4']);
  await deed(slug, { act: 'size', panel: 'b', to: 'taller' });
  await deed(slug, { act: 'put', panel: 'a', x: '0', y: '0', w: '10', h: '5' });
  assert.deepEqual(placesOf(slug), ['a 0,0 10×5', 'b 0,5 12×5']);
  const page = await pageOf(slug, { panel: 'a' });
  assert.match(page, /<b class="edit-strip__title">Panel a<\/b>/);
  assert.match(page, /role="status">column 1–10 of 24, row 1–5</);
});

test('with script the answer is the strip of the panel, undo, and what is worth saying', async () => {
  const slug = await make('Swapped', stat('a'), stat('b'));
  const moved = await swap(slug, { act: 'step', panel: 'b', to: 'left' });
  assert.match(moved, /^<section class="edit-strip"[^>]*data-chosen-panel="b"/);
  assert.match(moved, /hx-target="#edit-history"[\s\S]*aria-label="Undo: moved “Panel b”"/);
  assert.doesNotMatch(moved, /#toasts/);
  const deleted = await swap(slug, { act: 'remove', panel: 'b' });
  assert.match(deleted, /hx-target="#toasts"[\s\S]*Deleted “Panel b”\.[\s\S]*value="undo"/);
  const again = await swap(slug, { act: 'remove', panel: 'b' });
  assert.match(again, /This panel is gone: somebody has deleted it or moved it away\./);
});

test('what was deleted comes back with undo, and goes again with redo', async () => {
  const slug = await make('Undone', stat('a'), stat('b'));
  const where = await deed(slug, { act: 'remove', panel: 'a' });
  assert.match(
    await (await app.fetch(where, { as: 'owner', accept: 'text/html' })).text(),
    /Deleted “Panel a”\.[\s\S]*Undo/,
  );
  await deed(slug, { act: 'undo' });
  assert.deepEqual(placesOf(slug), ['a 0,0 12×4', 'b 12,0 12×4']);
  await deed(slug, { act: 'redo' });
  assert.deepEqual(placesOf(slug), ['b 0,0 12×4']);
  assert.match(await swap(slug, { act: 'redo' }), /There is nothing to redo\./);
});

test('who comes with an admin token undoes their own steps, not those of the owner', async () => {
  const slug = await make('Two', stat('a'), stat('b'));
  await deed(slug, { act: 'retitle', panel: 'a', title: 'of the owner' });
  await deed(slug, { act: 'retitle', panel: 'b', title: 'of the token' }, 'admin');
  await deed(slug, { act: 'undo' });
  assert.deepEqual(
    boardOf(slug).panels.map(({ title }) => title),
    ['Panel a', 'of the token'],
  );
  await deed(slug, { act: 'undo' }, 'admin');
  assert.deepEqual(
    boardOf(slug).panels.map(({ title }) => title),
    ['Panel a', 'Panel b'],
  );
});

test('a panel is duplicated below itself, and moved to another dashboard under a name that is free there', async () => {
  const slug = await make('From', stat('a'), stat('b'));
  const to = await make('To', stat('a'));
  await deed(slug, { act: 'copy', panel: 'a' });
  assert.deepEqual(placesOf(slug), ['a 0,0 12×4', 'b 12,0 12×4', 'a-2 0,4 12×4']);
  await deed(slug, { act: 'move', panel: 'a', to });
  assert.deepEqual(
    boardOf(slug).panels.map(({ id }) => id),
    ['b', 'a-2'],
  );
  assert.deepEqual(placesOf(to), ['a 0,0 12×4', 'a-2 12,0 12×4']);
  await deed(slug, { act: 'undo' });
  assert.deepEqual([placesOf(slug).length, placesOf(to)], [3, ['a 0,0 12×4']]);
  await deed(to, { act: 'redo' });
  assert.deepEqual([placesOf(slug).length, placesOf(to).length], [2, 2]);
  assert.match(
    await swap(slug, { act: 'move', panel: 'b', to: 'nowhere' }),
    /There is no dashboard &quot;nowhere&quot; any more\./,
  );
});

test('a section comes at the end, is renamed, closed for everybody, and leaves its panels when it goes', async () => {
  const slug = await make('Parts', stat('a'));
  const location = await deed(slug, { act: 'section', title: 'Disks' });
  assert.equal(new URL(location, origin).searchParams.get('panel'), 'section');
  await deed(slug, { act: 'step', panel: 'a', to: 'down' });
  assert.deepEqual(placesOf(slug), ['section 0,0 24×1', 'a 0,1 12×4']);
  await deed(slug, { act: 'retitle', panel: 'section', title: 'Drives' });
  await deed(slug, { act: 'fold', panel: 'section', to: 'closed' });
  assert.deepEqual(boardOf(slug).panels[0], {
    kind: 'section',
    id: 'section',
    title: 'Drives',
    w: 24,
    h: 1,
    isCollapsed: true,
  });
  assert.match(await swap(slug, { act: 'fold', panel: 'a', to: 'closed' }), /Only a section can be closed\./);
  await deed(slug, { act: 'remove', panel: 'section' });
  assert.deepEqual(placesOf(slug), ['a 0,0 12×4']);
});

test('a dashboard is renamed and duplicated', async () => {
  const slug = await make('Old', stat('a'));
  await deed(slug, { act: 'describe', title: 'New', subtitle: 'and better' });
  assert.deepEqual([boardOf(slug).title, boardOf(slug).subtitle], ['New', 'and better']);
  await deed(slug, { act: 'describe', title: 'New', subtitle: '' });
  assert.ok(!('subtitle' in boardOf(slug)));
  const copied = await app.fetch(routes.dashboardCopy.href({ slug }), { as: 'owner', form: {} });
  assert.equal(copied.headers.get('location'), routes.dashboardEdit.href({ slug: 'new-copy' }));
  assert.deepEqual(boardOf('new-copy'), { ...boardOf(slug), title: 'New (copy)' });
});

test('a form that says nothing, or what cannot be, is 400 and changes nothing', async () => {
  const slug = await make('Firm', stat('a'));
  for (const form of [
    {},
    { act: 'burn' },
    { act: 'step', panel: 'a', to: 'in' },
    { act: 'put', panel: 'a', x: '-1', y: '0', w: 'x', h: '4' },
  ]) {
    const response = await app.fetch(routes.dashboardEdit.href({ slug }), { as: 'owner', form });
    assert.equal(response.status, 400);
  }
  assert.equal(dashboards.find(slug)!.version, 1);
});

test('only who owns may build: others are refused, and nobody’s page shows the way to it', async () => {
  const slug = await make('Guarded', stat('a'));
  const href = routes.dashboardEdit.href({ slug });
  assert.equal((await app.fetch(href, { as: 'read', accept: 'text/html' })).status, 403);
  assert.equal((await app.fetch(href, { as: 'read', form: { act: 'remove', panel: 'a' } })).status, 403);
  const stream = await app.fetch(routes.dashboardEditLive.href({ slug }), { as: 'read' });
  assert.ok(stream.status === 403 || /event: gone/.test(await stream.text()));
  const seen = async (as: 'owner' | 'read') =>
    (await app.fetch(routes.dashboard.href({ slug }), { as, accept: 'text/html' })).text();
  assert.match(await seen('owner'), /<div class="board" data-may-edit/);
  assert.doesNotMatch(await seen('read'), /data-may-edit/);
  assert.equal(boardOf(slug).panels.length, 1);
});

const stream = (path: string) => openRaw(origin, path, [`Cookie: ${app.headersOf('owner').Cookie}`]);

test('who looks and who builds both see a change on the stream that they have', async () => {
  const slug = await make('Seen', stat('a'), stat('b'));
  using viewer = stream(routes.dashboardLive.href({ slug }));
  using builder = stream(routes.dashboardEditLive.href({ slug }));
  for (const client of [viewer, builder]) await client.events(events => events.some(({ data }) => data !== ''));
  await deed(slug, { act: 'step', panel: 'a', to: 'right' });
  await deed(slug, { act: 'describe', title: 'Seen anew', subtitle: '' });
  const isThere = (pattern: RegExp) => (events: readonly { data: string }[]) =>
    events.some(({ data }) => pattern.test(data));
  await viewer.events(isThere(/id="panel-a"[^>]*data-w="12" data-h="4" data-x="12" data-y="0"/));
  await viewer.events(isThere(/<h1 class="page-head__title">Seen anew/));
  await builder.events(isThere(/id="frame-a"[^>]*data-x="12" data-y="0"/));
});

test('a panel that comes is asked for, and one that goes is not, on the stream that was there before', async () => {
  await app.send('humidity', 55);
  const slug = await make('Grows', stat('a'));
  using viewer = stream(routes.dashboardLive.href({ slug }));
  await viewer.events(events => events.some(({ data }) => data !== ''));
  const humid = { ...stat('h'), queries: [{ expr: 'humidity' }] } as PanelDefinition;
  await state.transactional.batch(() => dashboards.edit(slug, board => ({ ...board, panels: [humid] })));
  await viewer.events(events => events.some(({ data }) => /id="panel-h"[\s\S]*55/.test(data)));
  await app.send('humidity', 66);
  await viewer.events(events => events.some(({ data }) => /id="panel-h"[\s\S]*66/.test(data)));
});

test('who builds here is seen while their page is open, and gone when it is closed', async () => {
  const slug = await make('Together', stat('a'));
  using first = stream(routes.dashboardEditLive.href({ slug }));
  await first.events(events => events.some(({ data }) => data !== ''));
  const second = openRaw(origin, routes.dashboardEditLive.href({ slug }), [
    `Authorization: Bearer ${app.tokens.admin}`,
  ]);
  await second.events(events => events.some(({ data }) => data !== ''));
  const peopleIn = (events: readonly { data: string }[]) =>
    events.flatMap(
      ({ data }) => /id="edit-people">([\s\S]*?)<\/div>/.exec(data)?.[1]?.match(/people__person/g)?.length ?? [],
    );
  await first.events(events => peopleIn(events).at(-1) === 2);
  second[Symbol.dispose]();
  await first.events(events => peopleIn(events).at(-1) === 1);
});

test('of a closed section a page has the line only; an address opens it, and what is closed there is closed for one alone', async () => {
  const closed = { ...section('s'), isCollapsed: true } as PanelDefinition;
  const slug = await make('Folded', stat('a'), closed, stat('b'), section('t'), stat('c'));
  const shown = async (query = {}) => {
    const page = await (
      await app.fetch(routes.dashboard.href({ slug }, query), { as: 'owner', accept: 'text/html' })
    ).text();
    return [...page.matchAll(/ id="panel-(\w+)" /g)].map(([, id]) => id);
  };
  assert.deepEqual(await shown(), ['a', 's', 't', 'c']);
  assert.deepEqual(await shown({ open: 's' }), ['a', 's', 'b', 't', 'c']);
  assert.deepEqual(await shown({ closed: ['t', 'gone', '<x>'] }), ['a', 's', 't']);
  const page = await (
    await app.fetch(routes.dashboard.href({ slug }, { closed: 't' }), { as: 'owner', accept: 'text/html' })
  ).text();
  assert.match(page, /href="[^"]*open=s&amp;closed=t#panel-s" aria-expanded="false"/);
  assert.match(await pageOf(slug), /id="panel-b"/);
});

test('where the others would go is told before a panel is let go, by the rules by which they go, and nothing is kept', async () => {
  const slug = await make('Told before', stat('a'), stat('b'), section('s'), stat('c'));
  const told = async (query: Readonly<Record<string, string>>, as: 'owner' | 'read' = 'owner') => {
    const href = routes.dashboardEdit.href({ slug }, query);
    const response = await app.fetch(href, { as, accept: 'application/json' });
    const { places } = (await response.json()) as {
      places?: { id: string; x: number; y: number; w: number; h: number }[];
    };
    return places?.map(({ id, x, y, w, h }) => `${id} ${x},${y} ${w}×${h}`) ?? response.status;
  };
  const before = placesOf(slug);
  assert.deepEqual(await told({}), before);
  for (const [x, y, w, h] of [
    ['12', '0', '12', '4'],
    ['0', '0', '20', '9'],
    ['4', '7', '12', '4'],
    ['99', '0', '2', '2'],
  ]) {
    const put = { panel: 'a', x: x!, y: y!, w: w!, h: h! };
    const preview = await told(put);
    assert.deepEqual(placesOf(slug), before);
    await deed(slug, { act: 'put', ...put });
    assert.deepEqual(preview, placesOf(slug));
    await deed(slug, { act: 'undo' });
  }
  assert.deepEqual(await told({ panel: 'gone', x: '0', y: '0', w: '2', h: '2' }), before);
  assert.equal(await told({}, 'read'), 403);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
