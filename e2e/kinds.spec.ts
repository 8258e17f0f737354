import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { PanelDefinition } from '../app/dashboards/definition.ts';
import { panelExamples } from '../app/dashboards/testing/panel-examples.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The panels of docs/panels.md, those that show queries over one metric. */
const panels: readonly PanelDefinition[] = panelExamples().map(panel =>
  'queries' in panel ? { ...panel, queries: [{ expr: 'level', legend: '{{room}}' }] } : panel,
);

test('every kind of panel keeps the rules of the page and of those who hear it, and moves', async ({
  owner,
  server,
}) => {
  for (const [le, value] of [
    ['1', 0],
    ['2', 1],
    ['+Inf', 2],
  ] as const)
    await send(server, { metric: 'level', value, labels: { le, room: `the room ${le}` } });
  const body = JSON.stringify({ slug: 'kinds', title: 'Kinds', panels });
  const status = await owner.evaluate(
    async ([href, text]) => {
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
      return (await fetch(href!, { method: 'POST', headers, body: text! })).status;
    },
    [routes.dashboards.href(), body],
  );
  expect(status).toBe(201);
  await owner.goto(routes.dashboard.href({ slug: 'kinds' }));
  await expect(owner.getByRole('article')).toHaveCount(panels.filter(({ kind }) => kind !== 'section').length);
  await expect(owner.getByText('could not be drawn')).toHaveCount(0);

  const doors = owner.getByRole('article', { name: 'Doors' });
  await expect(doors.getByRole('img', { name: /^the room 1 shut;/ })).toBeVisible();
  await send(server, { metric: 'level', value: 2, labels: { le: '1', room: 'the room 1' } });
  await expect(doors.getByRole('img', { name: /^the room 1 forced;/ })).toBeVisible();
  await expect(owner.getByRole('article', { name: 'Sites' })).toContainText('up');

  await owner.evaluate(AXE);
  const { violations } = await owner.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
});
