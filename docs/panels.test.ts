import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panels } from '../app/dashboards/panels.ts';
import { panelExamples } from '../app/dashboards/testing/panel-examples.ts';
import { documents } from './testing/documents.ts';

const page = documents().find(({ path }) => path === 'docs/panels.md')!.text;

test('each kind of panel has a section on the page, with a valid example of its own', () => {
  const sections = [...page.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name!);
  assert.deepEqual(sections.toSorted(), Object.keys(panels).toSorted());
  assert.deepEqual(
    panelExamples().map(({ kind }) => kind),
    sections,
  );
});

test('the table at the top leads to each of them', () => {
  for (const kind of Object.keys(panels)) assert.ok(page.includes(`[${kind}](#${kind})`), kind);
});
