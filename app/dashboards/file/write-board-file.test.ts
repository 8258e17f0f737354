import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PanelDefinition } from '../definition.ts';
import { Variable } from '../variables/variable.ts';
import { PANEL_FIELDS, VARIABLE_FIELDS } from './write-board-file.ts';

test('every field of every kind of panel has its place in a file', () => {
  const known = new Set<string>(PANEL_FIELDS);
  const names = PanelDefinition.options.flatMap(({ shape }) => Object.keys(shape));
  assert.ok(names.length > 50);
  assert.deepEqual(
    names.filter(name => !known.has(name)),
    [],
  );
});

test('so has every field of every kind of variable', () => {
  const known = new Set<string>(VARIABLE_FIELDS);
  const names = Variable.options.flatMap(({ shape }) => Object.keys(shape));
  assert.deepEqual(
    names.filter(name => !known.has(name)),
    [],
  );
});
