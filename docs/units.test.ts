import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DashboardDefinition } from '../app/dashboards/definition.ts';
import { YARN_NAMES } from '../components/chart/series.ts';
import { KNOWN_UNITS } from '../components/units/known-units.ts';
import { documents } from './testing/documents.ts';

const page = documents().find(({ path }) => path === 'docs/units.md')!.text;

test('the page lists each unit that is known, and each colour', () => {
  assert.deepEqual(
    [...KNOWN_UNITS.map(({ id }) => id), ...YARN_NAMES].filter(name => !page.includes(`\`${name}\``)),
    [],
  );
});

test('the panel that it shows is a valid one', () => {
  const panel: unknown = JSON.parse(/```json\n(.*?)```/s.exec(page)![1]!);
  const parsed = DashboardDefinition.safeParse({ title: 'Example', panels: [panel] });
  assert.equal(parsed.error, undefined);
});
