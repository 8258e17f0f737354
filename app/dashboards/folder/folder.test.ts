import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openRaw } from '../../http/testing/raw-client.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import type { DashboardDefinition } from '../definition.ts';
import { writeBoardFile } from '../file/write-board-file.ts';
import { MAX_FILES } from './read-folder.ts';
import { watchFolder } from './watch-folder.ts';

const attic = (...ids: string[]): DashboardDefinition => ({
  title: 'Attic',
  panels: ids.map(id => ({ kind: 'stat', id, title: `Panel ${id}`, w: 6, h: 4, queries: [{ expr: 'temperature' }] })),
});

/** The application with a folder of dashboards, into which is written as an editor does. */
async function openFolder(t: TestContext) {
  const app = await openApp(t);
  const { config, boardFolder, dashboards, state } = app.deps;
  const folder = join(config.dataDir, 'dashboards');
  mkdirSync(folder);
  const page = async (path: string) => {
    const response = await app.fetch(path, { as: 'owner', accept: 'text/html' });
    return { status: response.status, html: await response.text() };
  };
  return {
    ...app,
    app,
    folder,
    page,
    pathOf: (file: string) => join(folder, file),
    read: (file: string) => readFileSync(join(folder, file), 'utf8'),
    /** Writes a file, or removes it, and has it looked at. */
    async put(file: string, content: DashboardDefinition | string | undefined, slug = file.replace('.json', '')) {
      if (content === undefined) rmSync(join(folder, file));
      else {
        const text = typeof content === 'string' ? content : writeBoardFile({ slug, definition: content });
        writeFileSync(join(folder, file), text);
      }
      await boardFolder.look();
    },
    idsOf: (slug: string) => dashboards.find(slug)?.definition.panels.map(({ id }) => id),
    /** As a person does in Explore. */
    click: (slug: string) =>
      state.transactional.batch(() => dashboards.addPanel(slug, { kind: 'stat', title: 'Clicked', expr: 'x' })),
    standing: (slug: string) => boardFolder.find(slug)?.standing,
    filePage: (slug: string) => page(routes.dashboardInFolder.href({ slug })),
    async answer(slug: string, answer: string, seen?: string) {
      const href = routes.dashboardInFolder.href({ slug });
      const shown = seen ?? /name="seen" value="([^"]+)"/.exec((await page(href)).html)![1]!;
      const response = await app.fetch(href, { as: 'owner', form: { answer, seen: shown } });
      return { status: response.status, location: response.headers.get('location'), html: await response.text() };
    },
    async troubles() {
      const settings = await app.fetch(routes.settings.href(), { as: 'owner', accept: 'application/json' });
      const { server } = (await settings.json()) as { server: { troubles: { what: string; cure: string }[] } };
      return server.troubles.map(({ what }) => what);
    },
  };
}

test('a file becomes a dashboard, and each change of the file alone is taken over', async t => {
  const { put, idsOf, standing, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  assert.deepEqual(idsOf('attic'), ['a']);
  await put('attic.json', attic('a', 'b'));
  assert.deepEqual([idsOf('attic'), standing('attic')], [['a', 'b'], 'agrees']);
  await put('Küche.json', JSON.stringify(attic('k'))); // without a slug: named after its file
  assert.deepEqual(idsOf('kuche'), ['k']);
  assert.deepEqual(complaints, []);
});

test('versions say what the folder did, and what a person decided, who can undo it', async t => {
  const { put, click, idsOf, answer, app } = await openFolder(t);
  const { dashboards, auth } = app.deps;
  const byOf = () => dashboards.versions.list('attic').map(({ by }) => by);
  await put('attic.json', attic('a'));
  await put('attic.json', attic('a', 'b'));
  assert.equal(byOf()[0], 'folder');
  await click('attic');
  await put('attic.json', attic('c'));
  await answer('attic', 'take');
  assert.deepEqual([idsOf('attic'), byOf()[0]], [['c'], auth.owner()!.name]);
  await app.fetch(routes.dashboardEdit.href({ slug: 'attic' }), { as: 'owner', form: { act: 'undo' } });
  assert.deepEqual(idsOf('attic'), ['a', 'b', 'panel-3']);
});

test('a file that nobody changed leaves what was clicked alone, also after another start', async t => {
  const { put, click, idsOf, standing, app } = await openFolder(t);
  await put('attic.json', attic('a'));
  await click('attic');
  await put('other.json', attic('o'));
  assert.deepEqual([idsOf('attic'), standing('attic')], [['a', 'panel-2'], 'edited']);
  const { createBoardFolder } = await import('./board-folder.ts');
  const { createAgreementStore } = await import('./agreement-store.ts');
  const { state, audit, dashboards, config } = app.deps;
  const anew = createBoardFolder({
    ...{ folder: join(config.dataDir, 'dashboards'), state, store: dashboards, now: Date.now, onTrouble: assert.fail },
    agreements: createAgreementStore(state),
    audit,
  });
  await anew.look();
  assert.deepEqual([idsOf('attic'), anew.find('attic')?.standing], [['a', 'panel-2'], 'edited']);
});

test('changed on both sides: nothing is overwritten, and the dashboard and Settings say so', async t => {
  const { put, click, idsOf, page, filePage, read, troubles, complaints } = await openFolder(t);
  await put('attic.json', attic('a', 'b'));
  await click('attic');
  const theirs = attic('a', 'new');
  await put('attic.json', theirs);
  assert.deepEqual(idsOf('attic'), ['a', 'b', 'panel-3']);
  assert.equal(read('attic.json'), writeBoardFile({ slug: 'attic', definition: theirs }));
  assert.match(
    (await page(routes.dashboard.href({ slug: 'attic' }))).html,
    /role="alert"[\s\S]*its file attic\.json was, too[\s\S]*href="\/d\/attic\/file"/,
  );
  for (const { html } of [await filePage('attic'), await page(routes.settings.href())]) {
    assert.match(html, /added<\/span> Panel new/);
    assert.match(html, /removed<\/span> Clicked/);
    assert.match(html, /value="keep"[\s\S]*Keep mine[\s\S]*value="take"[\s\S]*Take the file’s/);
  }
  assert.deepEqual(await troubles(), ['The dashboard “Attic” and its file dashboards/attic.json were both changed.']);
  assert.equal(complaints.splice(0).length, 1); // in the log, once
});

test('the file’s is taken when that is asked for, and then both are the same', async t => {
  const { put, click, idsOf, answer, standing, troubles, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  await click('attic');
  await put('attic.json', attic('z'));
  const { status, location } = await answer('attic', 'take');
  assert.deepEqual([status, location], [303, routes.dashboard.href({ slug: 'attic' })]);
  assert.deepEqual([idsOf('attic'), standing('attic'), await troubles()], [['z'], 'agrees', []]);
  complaints.length = 0;
});

test('mine is kept when that is asked for, and can be written into the file as a whole', async t => {
  const { put, click, answer, standing, read, folder, app, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  await click('attic');
  const before = attic('z');
  await put('attic.json', before);
  assert.equal((await answer('attic', 'write')).status, 409); // not before it is decided
  await answer('attic', 'keep');
  assert.equal(standing('attic'), 'edited');
  assert.equal(read('attic.json'), writeBoardFile({ slug: 'attic', definition: before }));
  assert.equal((await answer('attic', 'write')).status, 303);
  assert.equal(standing('attic'), 'agrees');
  const exported = await app.fetch(routes.dashboardFile.href({ slug: 'attic' }), { as: 'read' });
  assert.equal(read('attic.json'), await exported.text());
  assert.deepEqual(readdirSync(folder), ['attic.json']);
  complaints.length = 0;
});

test('a decision about what has changed since is not carried out', async t => {
  const { put, click, idsOf, answer, filePage, pathOf, read, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  await click('attic');
  await put('attic.json', attic('y'));
  const seenIn = async () => /name="seen" value="([^"]+)"/.exec((await filePage('attic')).html)![1]!;
  const first = await seenIn();
  writeFileSync(pathOf('attic.json'), writeBoardFile({ slug: 'attic', definition: attic('z', 'zz') })); // nobody has looked yet
  const refused = await answer('attic', 'take', first);
  assert.equal(refused.status, 409);
  assert.match(refused.html, /Something was changed since you looked, and nothing was done/);
  assert.match(refused.html, /Panel zz/);
  const second = await seenIn();
  await click('attic');
  assert.equal((await answer('attic', 'take', second)).status, 409);
  assert.deepEqual(idsOf('attic'), ['a', 'panel-2', 'panel-3']);

  await answer('attic', 'keep');
  const third = await seenIn();
  const late = writeBoardFile({ slug: 'attic', definition: attic('late') });
  writeFileSync(pathOf('attic.json'), late);
  assert.equal((await answer('attic', 'write', third)).status, 409);
  assert.equal(read('attic.json'), late);
  complaints.length = 0;
});

test('a dashboard of the same name that was there before the file is a conflict, unless it is the same', async t => {
  const { put, app, idsOf, standing, complaints } = await openFolder(t);
  const { state, dashboards } = app.deps;
  await state.transactional.batch(() => dashboards.create(attic('mine'), 'attic'));
  await state.transactional.batch(() => dashboards.create(attic('same'), 'cellar'));
  await put('attic.json', attic('theirs'));
  await put('cellar.json', attic('same'));
  assert.deepEqual([idsOf('attic'), standing('attic'), standing('cellar')], [['mine'], 'conflict', 'agrees']);
  complaints.length = 0;
});

test('a broken file is a line of trouble with its place, and hurts neither its dashboard nor other files', async t => {
  const { put, idsOf, troubles, filePage, answer, read, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  await put('attic.json', '{\n  "title": "Attic",\n  "panels": [{ "id": 5 }]\n}');
  await put('boat.json', attic('b'));
  assert.deepEqual([idsOf('attic'), idsOf('boat')], [['a'], ['b']]);
  assert.deepEqual(await troubles(), [
    'dashboards/attic.json is left out: panels[0].kind: is missing: say which kind of panel it is (line 3).',
  ]);
  assert.match((await filePage('attic')).html, /The file is there and is left out/);
  assert.equal((await answer('attic', 'write', 'guessed')).status, 409);
  assert.match(read('attic.json'), /"id": 5/);
  await put('attic.json', attic('mended'));
  assert.deepEqual([idsOf('attic'), await troubles()], [['mended'], []]);
  assert.equal(complaints.splice(0).length, 1);
});

test('what is no file, is too large or is there twice is left out with a reason', async t => {
  const { put, pathOf, troubles, idsOf, complaints } = await openFolder(t);
  mkdirSync(pathOf('folder.json'));
  writeFileSync(pathOf('large.json'), ' '.repeat(1024 * 1024 + 1));
  await put('a.json', attic('first'), 'attic');
  await put('b.json', attic('second'), 'attic');
  assert.deepEqual(idsOf('attic'), ['first']);
  assert.deepEqual(await troubles(), [
    'dashboards/b.json is left out: a.json is of the same dashboard, attic.',
    'dashboards/folder.json is left out: it is no file.',
    'dashboards/large.json is left out: it has more than 1 MiB.',
  ]);
  await put('a.json', undefined);
  assert.deepEqual(idsOf('attic'), ['second']); // as it was changed alone
  complaints.length = 0;
});

test(`of more than ${MAX_FILES} files the first are read, and that is told`, async t => {
  const { put, pathOf, app, troubles, complaints } = await openFolder(t);
  for (let i = 0; i < MAX_FILES + 3; i++)
    writeFileSync(pathOf(`f-${1000 + i}.json`), writeBoardFile({ slug: `f-${i}`, definition: attic() }));
  await put('a.json', attic());
  assert.equal(app.deps.dashboards.list().length, MAX_FILES);
  assert.deepEqual(await troubles(), [`4 files of dashboards are left out: the first ${MAX_FILES} by name are read.`]);
  complaints.length = 0;
});

test('a removed file leaves its dashboard, and is written again or forgotten when that is asked for', async t => {
  const { put, idsOf, standing, filePage, answer, pathOf, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  await put('attic.json', undefined);
  assert.deepEqual([idsOf('attic'), standing('attic')], [['a'], 'gone']);
  assert.match((await filePage('attic')).html, /The file was removed\. The dashboard stays\./);
  await answer('attic', 'write');
  assert.deepEqual([existsSync(pathOf('attic.json')), standing('attic')], [true, 'agrees']);
  await put('attic.json', undefined);
  await answer('attic', 'forget');
  assert.equal(standing('attic'), undefined);
  assert.match((await filePage('attic')).html, /This dashboard has no file/);
  await answer('attic', 'write');
  assert.equal(standing('attic'), 'agrees');
  assert.deepEqual(complaints, []);
});

test('a dashboard that was deleted stays so, until the file is changed; then a person decides', async t => {
  const { put, app, idsOf, standing, answer, page, complaints } = await openFolder(t);
  await put('attic.json', attic('a'));
  await app.fetch(routes.dashboardRemoval.href({ slug: 'attic' }), { as: 'owner', form: {} });
  await put('other.json', attic('o'));
  assert.deepEqual([idsOf('attic'), standing('attic')], [undefined, 'deleted']);
  await put('attic.json', attic('b'));
  assert.deepEqual([idsOf('attic'), standing('attic')], [undefined, 'conflict']);
  assert.match(
    (await page(routes.settings.href())).html,
    /deleted here, and its file was changed[\s\S]*Leave it deleted/,
  );
  await answer('attic', 'keep');
  assert.equal(standing('attic'), 'deleted');
  await answer('attic', 'take');
  assert.deepEqual([idsOf('attic'), standing('attic')], [['b'], 'agrees']);
  complaints.length = 0;
});

test('only who owns may look at files and decide', async t => {
  const { put, app } = await openFolder(t);
  await put('attic.json', attic('a'));
  const href = routes.dashboardInFolder.href({ slug: 'attic' });
  assert.equal((await app.fetch(href, { as: 'read', accept: 'text/html' })).status, 403);
  assert.equal((await app.fetch(href, { as: 'read', form: { answer: 'take', seen: 'x' } })).status, 403);
  assert.equal((await app.fetch(routes.dashboardInFolder.href({ slug: 'gone' }), { as: 'owner' })).status, 404);
  assert.equal((await app.fetch(href, { as: 'owner', form: { answer: 'burn', seen: 'x' } })).status, 400);
});

test('an open page hears of a conflict without being loaded anew', async t => {
  const { put, click, app, complaints } = await openFolder(t);
  const origin = await app.listen();
  await put('attic.json', attic('a'));
  await click('attic');
  const href = routes.dashboardLive.href({ slug: 'attic' });
  const cookie = `Cookie: ${app.headersOf('owner').Cookie}`;
  using client = openRaw(origin, href, [cookie]);
  await client.events(events => events.length > 0);
  await put('attic.json', attic('b'));
  // On the same stream.
  await client.events(all => all.some(({ data }) => /id="file-note"[\s\S]*its file attic\.json was, too/.test(data)));
  complaints.length = 0;
});

test('a file is taken over when it is written, made in a folder that comes later, and until the server stops', async t => {
  const { folder, app, put } = await openFolder(t);
  const { boardFolder, state, dashboards } = app.deps;
  rmSync(folder, { recursive: true });
  const stopping = new AbortController();
  t.after(() => stopping.abort());
  const changes = state.outbox.changes.subscribe({ signal: stopping.signal })[Symbol.asyncIterator]();
  watchFolder({
    folder,
    look: boardFolder.look,
    onError: error => assert.fail(String(error)),
    signal: stopping.signal,
    everyMs: 50,
  });
  mkdirSync(folder);
  writeFileSync(join(folder, 'attic.json'), writeBoardFile({ slug: 'attic', definition: attic('a') }));
  const isThere = async (id: string) => {
    while (dashboards.find('attic')?.definition.panels[0]?.id !== id) await changes.next();
  };
  await isThere('a');
  writeFileSync(join(folder, 'attic.json'), writeBoardFile({ slug: 'attic', definition: attic('b') }));
  await isThere('b');
  await put('attic.json', attic('b'));
});

test('where the system tells of changes, nobody waits for the next look', async t => {
  const { folder, app } = await openFolder(t);
  const { boardFolder, state, dashboards } = app.deps;
  const stopping = new AbortController();
  t.after(() => stopping.abort());
  const changes = state.outbox.changes.subscribe({ signal: stopping.signal })[Symbol.asyncIterator]();
  let looked = () => {};
  const first = new Promise<void>(resolve => {
    looked = resolve;
  });
  const look = () => boardFolder.look().finally(looked);
  watchFolder({
    folder,
    look,
    onError: error => assert.fail(String(error)),
    signal: stopping.signal,
    everyMs: 3_600_000,
  });
  await first;
  writeFileSync(join(folder, 'attic.json'), writeBoardFile({ slug: 'attic', definition: attic('a') }));
  while (!dashboards.find('attic')) await changes.next();
});
