import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { keepPanel } from './keep-panel.ts';

const text: PanelDefinition = { kind: 'text', id: 'a', title: 'A', markdown: '', w: 4, h: 4 };
const other: PanelDefinition = { ...text, id: 'b', title: 'B' };

/** One dashboard, changed as the store does. */
function storeOf(...panels: PanelDefinition[]) {
  const store = {
    definition: { title: 'Board', panels } as DashboardDefinition,
    writes: 0,
    edit(_slug: string, next: (definition: DashboardDefinition) => DashboardDefinition | undefined) {
      const definition = next(store.definition);
      if (definition) Object.assign(store, { definition, writes: store.writes + 1 });
      return undefined;
    },
  };
  return store;
}

const keep = (store: ReturnType<typeof storeOf>, panel: PanelDefinition, mayReplace = true, restores = false) =>
  keepPanel(store, {
    ...{ slug: 'board', panel, mayReplace: () => mayReplace, restores },
    author: { key: 'person 1', name: 'Mara' },
    editor: 'here',
  });

test('what is kept has the place where the panel was moved between the reading of the form and its writing', () => {
  const store = storeOf({ ...text, w: 9, h: 8 }, other);
  assert.equal(keep(store, { ...text, title: 'Mine' }), 'saved');
  assert.deepEqual(store.definition.panels, [{ ...text, title: 'Mine', w: 9, h: 8 }, other]);
});

test('what says the same is not written, and what may not be replaced, or is gone, neither', () => {
  const store = storeOf({ ...text, w: 9 }, other);
  assert.equal(keep(store, text), 'kept');
  assert.equal(keep(store, { ...text, title: 'Mine' }, false), 'changed');
  assert.equal(keep(store, { ...text, id: 'gone' }), 'gone');
  assert.equal(store.writes, 0);
});

test('a panel that is gone is put back behind the others', () => {
  const store = storeOf(other);
  assert.equal(keep(store, text, false, true), 'saved');
  assert.deepEqual(store.definition.panels, [other, text]);
});
