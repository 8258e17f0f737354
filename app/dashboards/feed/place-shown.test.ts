import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelDefinition } from '../definition.ts';
import { arrangePanels } from '../layout/arrange-panels.ts';
import { expandPanels } from '../variables/expand-panels.ts';
import { placeShown } from './place-shown.ts';

const stat = (id: string, more: Partial<PanelDefinition> = {}): PanelDefinition =>
  ({ kind: 'stat', id, title: id, w: 8, h: 4, queries: [{ expr: 'x' }], ...more }) as PanelDefinition;
const scope = new Map([['room', { values: ['attic', 'cellar', 'kitchen', 'hall'] }]]);
const whereIs = (panels: PanelDefinition[], now = panels) =>
  arrangePanels(placeShown(now, expandPanels(panels, scope))).map(({ id, x, y }) => `${id.slice(0, 3)} ${x},${y}`);

test('repeats of a panel that has a place stand beside it, then below, and what was there gives way', () => {
  const panels = [stat('one', { repeat: 'room', x: 0, y: 0 }), stat('two', { x: 0, y: 4 })];
  assert.deepEqual(whereIs(panels), ['one 0,0', 'one 8,0', 'one 16,0', 'one 0,4', 'two 0,8']);
});

test('what is shown stands where the dashboard says now, in its order, and sections keep theirs', () => {
  const section: PanelDefinition = { kind: 'section', id: 'sec', title: 'Part', w: 24, h: 1 };
  const before = [stat('one'), section, stat('two')];
  const now = [stat('two', { x: 4, y: 0, w: 12 }), section, stat('one')];
  assert.deepEqual(whereIs(before, now), ['two 4,0', 'sec 0,4', 'one 0,5']);
});
