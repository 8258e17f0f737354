import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { type Keep, keepPanel } from './keep-panel.ts';

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

const keep = (store: ReturnType<typeof storeOf>, panel: PanelDefinition, more: Partial<Keep> = {}) =>
  keepPanel(store, {
    ...{ slug: 'board', panel, base: text, restores: false, editor: 'here' },
    author: { key: 'person 1', name: 'Mara' },
    ...more,
  });

test('what is kept has the place where the panel was moved between the reading of the form and its writing', () => {
  const store = storeOf({ ...text, w: 9, h: 8 }, other);
  assert.equal(keep(store, { ...text, title: 'Mine' }).kind, 'saved');
  assert.deepEqual(store.definition.panels, [{ ...text, title: 'Mine', w: 9, h: 8 }, other]);
});

test('what says the same is not written, and what was changed by both, or is gone, neither', () => {
  const store = storeOf({ ...text, w: 9, title: 'Theirs' }, other);
  assert.equal(keep(store, text).kind, 'kept');
  assert.equal(keep(store, { ...text, title: 'Theirs' }).kind, 'kept');
  assert.equal(keep(store, { ...text, title: 'Mine' }).kind, 'changed');
  assert.equal(keep(store, { ...text, id: 'gone' }).kind, 'gone');
  assert.equal(store.writes, 0);
});

test('a panel that is gone is put back behind the others', () => {
  const store = storeOf(other);
  assert.equal(keep(store, text, { restores: true }).kind, 'saved');
  assert.deepEqual(store.definition.panels, [other, text]);
});

const line: PanelDefinition = {
  ...{ kind: 'line', id: 'a', title: 'A', w: 12, h: 7, isStacked: false, unit: '%' },
  queries: [{ expr: 'one' }, { expr: 'two', legend: 'Two' }],
};

test('fields that two have changed each stand together, also within a row', () => {
  const [first, second] = line.queries as [{ expr: string }, { expr: string; legend: string }];
  const theirs = { ...line, unit: 'V', queries: [first, { ...second, expr: 'three' }] } as PanelDefinition;
  const store = storeOf(theirs);
  const { unit: _, ...mine } = { ...line, title: 'Mine', queries: [first, { ...second, legend: 'Mine' }], decimals: 1 };
  const kept = keep(store, { ...mine, unit: '%' } as PanelDefinition, { base: line });
  assert.equal(kept.kind, 'saved', JSON.stringify(kept));
  const merged = { ...theirs, title: 'Mine', decimals: 1, queries: [first, { expr: 'three', legend: 'Mine' }] };
  assert.deepEqual(store.definition.panels, [merged]);
});

test('a field that both changed clashes with both values, and so do rows of which one is taken away', () => {
  const theirs = { ...line, unit: 'V', queries: [{ expr: 'one' }] } as PanelDefinition;
  const queries = [{ expr: 'one' }, { expr: 'else' }];
  const kept = keep(storeOf(theirs), { ...line, unit: 'W', queries } as PanelDefinition, { base: line });
  assert.deepEqual(kept.kind === 'changed' && kept.clashes, [
    { path: 'unit', mine: 'W', theirs: 'V' },
    { path: 'queries', mine: queries, theirs: [{ expr: 'one' }] },
  ]);
});

test('changes that make no panel together clash as a whole', () => {
  const { queries: _, unit: _unit, ...bare } = line;
  const theirs = { ...bare, kind: 'text', markdown: 'x' } as unknown as PanelDefinition;
  const kept = keep(storeOf(theirs), { ...line, unit: 'W' }, { base: line });
  assert.ok(kept.kind === 'changed' && kept.clashes.length > 0);
  const whole = keep(storeOf(theirs), { ...line, unit: 'W' }, { base: line, answer: { path: '', isMine: true } });
  assert.equal(whole.kind, 'saved');
});
