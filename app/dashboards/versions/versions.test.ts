import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import type { PanelDefinition } from '../definition.ts';

const app = await openApp({ after });
const { state, dashboards } = app.deps;

const stat = (id: string): PanelDefinition => {
  return { kind: 'stat', id, title: `Panel ${id}`, w: 12, h: 4, queries: [{ expr: 'temperature' }] };
};

/** A dashboard on which three things were done, a minute apart. */
async function makeOld(title: string): Promise<string> {
  const made = await state.transactional.batch(() =>
    dashboards.create({ title, panels: [stat('a'), stat('b'), { ...stat('c'), w: 24 }] }),
  );
  const { slug } = made!;
  for (const form of [
    { act: 'step', panel: 'a', to: 'right' },
    { act: 'describe', title: `${title} anew`, subtitle: '' },
    { act: 'remove', panel: 'b' },
  ]) {
    app.nowMs += 60_000;
    await app.fetch(routes.dashboardEdit.href({ slug }), { as: 'owner', form });
  }
  return slug;
}

const read = async (path: string) => (await app.fetch(path, { as: 'owner', accept: 'text/html' })).text();
const idsOf = (slug: string) => dashboards.versions.list(slug).map(({ id }) => id);
const post = (slug: string, id: number, form: Readonly<Record<string, string>>) =>
  app.fetch(routes.dashboardVersion.href({ slug, id }), { as: 'owner', form });

test('each change is told in words, with who made it', async () => {
  const slug = await makeOld('Told');
  const page = await read(routes.dashboardVersions.href({ slug }));
  const rows = [...page.matchAll(/versions__what">([^<]*)<\/span><span class="dim">([^<]*)</g)].map(
    ([, ...row]) => row,
  );
  const owner = app.deps.auth.owner()!.name;
  assert.deepEqual(rows, [
    ['deleted “Panel b”', owner],
    ['title became “Told anew”', owner],
    ['moved “Panel b” and “Panel a”', owner],
    ['the oldest that is kept', 'the server or a file'],
  ]);
});

test('a version is compared with the one before it, or with any other', async () => {
  const slug = await makeOld('Compared');
  const [newest, , moved, oldest] = idsOf(slug) as [number, number, number, number];
  const own = await read(routes.dashboardVersion.href({ slug, id: newest }));
  assert.match(own, /difference__part--removed[\s\S]*Panel b/);
  assert.doesNotMatch(own, /Compared anew<\/ins>/);
  const all = await read(routes.dashboardVersion.href({ slug, id: newest }, { against: oldest }));
  assert.match(all, /<ins>[\s\S]*Compared anew/);
  assert.match(await read(routes.dashboardVersion.href({ slug, id: moved })), /column/);
  assert.match(await read(routes.dashboardVersion.href({ slug, id: oldest })), /oldest version that is kept/);
});

test('an older version is restored as a new one, which undo takes back', async () => {
  const slug = await makeOld('Restored');
  const before = dashboards.find(slug)!;
  const oldest = idsOf(slug).at(-1)!;
  app.nowMs += 60_000;
  const done = await post(slug, oldest, { answer: 'restore' });
  assert.deepEqual(
    [done.status, done.headers.get('location')],
    [303, routes.dashboardEdit.href({ slug }, { done: 1 })],
  );
  const restored = dashboards.find(slug)!;
  assert.deepEqual(
    [restored.definition.title, restored.definition.panels.length, restored.version],
    ['Restored', 3, before.version + 1],
  );
  assert.match(await read(done.headers.get('location')!), /Restored version 1\./);
  await app.fetch(routes.dashboardEdit.href({ slug }), { as: 'owner', form: { act: 'undo' } });
  assert.deepEqual(dashboards.find(slug)!.definition, before.definition);
});

test('a version is given a name, by which the list calls it', async () => {
  const slug = await makeOld('Named');
  const [newest] = idsOf(slug);
  assert.equal((await post(slug, newest!, { answer: 'name', name: ' Before <b>the</b> move ' })).status, 303);
  assert.match(await read(routes.dashboardVersions.href({ slug })), /Before &lt;b&gt;the&lt;\/b&gt; move/);
  assert.equal((await post(slug, newest!, { answer: 'name', name: 'x'.repeat(101) })).status, 400);
});

test('a version that cannot be read any more is told of, and not restored', async () => {
  const slug = await makeOld('Unreadable');
  const oldest = idsOf(slug).at(-1)!;
  state.transactional.run(() => {
    state.database
      .prepare(`update dashboard_version set definition = '{"title":"x","panels":[{"kind":"pie"}]}' where id = ?`)
      .run(oldest);
  });
  assert.match(await read(routes.dashboardVersion.href({ slug, id: oldest })), /cannot be read any more/);
  assert.equal((await post(slug, oldest, { answer: 'restore' })).status, 409);
  assert.equal(
    (await app.fetch(routes.dashboardVersions.href({ slug }), { as: 'owner', accept: 'text/html' })).status,
    200,
  );
});

test('only who owns sees versions, and one of another dashboard is not there', async () => {
  const slug = await makeOld('Mine');
  const other = await makeOld('Other');
  const href = routes.dashboardVersion.href({ slug, id: idsOf(other)[0]! });
  assert.equal((await app.fetch(href, { as: 'owner', accept: 'text/html' })).status, 404);
  assert.equal(
    (await app.fetch(routes.dashboardVersions.href({ slug }), { as: 'read', accept: 'text/html' })).status,
    403,
  );
  assert.equal((await app.fetch(href, { as: 'read', form: { answer: 'restore' } })).status, 403);
});

test('nothing of this was a fault of the server', () => {
  assert.deepEqual(app.complaints, []);
});
