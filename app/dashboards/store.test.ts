import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openTempState } from '../testing/temp-state.ts';
import type { DashboardDefinition } from './definition.ts';
import { createDashboardStore, MAX_DASHBOARDS, slugOf } from './store.ts';

const named = (title: string): DashboardDefinition => ({ title, panels: [] });

function openStore(t: TestContext) {
  const temp = openTempState(t);
  return { temp, store: createDashboardStore(temp.state, temp.now) };
}

test('a slug is what is left of a title in Latin letters and digits', () => {
  const slugs = ['Küche, oben', '  Server 2 / rack ', 'ЖЗ', '--', 'Ærø', `${'a'.repeat(59)} b`].map(slugOf);
  assert.deepEqual(slugs, ['kuche-oben', 'server-2-rack', 'dashboard', 'dashboard', 'r', 'a'.repeat(59)]);
});

test('dashboards of one title get slugs of their own', t => {
  const { store } = openStore(t);
  const slugs = [1, 2, 3].map(() => store.create(named('Attic'))?.slug);
  assert.deepEqual(slugs, ['attic', 'attic-2', 'attic-3']);
  assert.deepEqual(
    store.list().map(({ slug }) => slug),
    slugs,
  );
});

test('a dashboard is found again as it was made, and its making is announced', t => {
  const { store, temp } = openStore(t);
  const definition: DashboardDefinition = {
    title: 'Attic',
    panels: [{ kind: 'stat', id: 'one', title: 'Now', w: 6, h: 4, queries: [{ expr: 'temperature{room="attic"}' }] }],
  };
  store.create(definition);
  assert.deepEqual(store.find('attic'), { slug: 'attic', definition, version: 1, updatedMs: temp.nowMs });
  assert.match(temp.dump('outbox'), /"topic":"dashboard","key":"attic"/);
});

test('a definition is checked on the way in', t => {
  const { store } = openStore(t);
  const unreadable = { title: 'Broken', panels: [{ kind: 'pie', id: 'one' }] } as unknown as DashboardDefinition;
  assert.throws(() => store.create(unreadable), { name: 'ZodError' });
  assert.deepEqual(store.list(), []);
});

test('a definition is checked on the way out', t => {
  const { store, temp } = openStore(t);
  store.create(named('Attic'));
  temp.state.transactional.run(() => {
    temp.state.database.prepare(`update dashboard set definition = '{"title":""}'`).run();
  });
  assert.throws(() => store.find('attic'), { name: 'ZodError' });
});

test('a removed dashboard is gone, its slug is free, and its removal is announced once', t => {
  const { store, temp } = openStore(t);
  store.create(named('Attic'));
  assert.equal(store.remove('attic'), true);
  assert.equal(store.remove('attic'), false);
  assert.equal(store.find('attic'), undefined);
  assert.equal(temp.dump('outbox').match(/"key":"attic"/g)?.length, 2);
  assert.equal(store.create(named('Attic'))?.slug, 'attic');
});

test('when there are as many as may be, another one is not kept', t => {
  const { store, temp } = openStore(t);
  temp.state.transactional.run(() => {
    for (let i = 0; i < MAX_DASHBOARDS; i++) store.create(named('x'), `x-${i}`);
  });
  assert.equal(store.create(named('one more')), undefined);
  store.remove('x-7');
  assert.equal(store.create(named('one more'))?.slug, 'one-more');
});

test('an edit is made of the newest definition, so that edits of two people both stand', t => {
  const { store } = openStore(t);
  store.create(named('Attic'));
  store.edit('attic', definition => ({ ...definition, title: 'Loft' }));
  const edited = store.edit('attic', definition => ({ ...definition, subtitle: 'under the roof' }));
  assert.deepEqual([edited?.definition, edited?.version], [{ ...named('Loft'), subtitle: 'under the roof' }, 3]);
  assert.equal(
    store.edit('attic', () => undefined),
    undefined,
  );
  assert.equal(
    store.edit('cellar', definition => definition),
    undefined,
  );
  assert.equal(store.find('attic')?.version, 3);
});
