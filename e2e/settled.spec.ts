import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { sendMany } from '../app/whole-path/testing/visitor.ts';
import { expect, test } from './fixtures.ts';

const MINUTES_5 = 300;
const BLOCK_MS = 40_000;

test.setTimeout(2 * BLOCK_MS + 20_000);

test('the past of a chart is sent once: the page keeps it, and it stays what a fresh page draws', async ({
  owner,
  server,
  visit,
}) => {
  const readings = ['kitchen', 'attic'].flatMap(room =>
    Array.from({ length: MINUTES_5 }, (_, ago) => ({
      ...{ metric: 'temperature', labels: { room }, value: Math.round(50 + 20 * Math.sin(ago * ago)) },
      time: new Date(Date.now() - ago * 1000).toISOString(),
    })),
  );
  expect((await sendMany(server, readings)).status).toBe(200);
  await owner.request.post(routes.inboxDashboards.href(), { headers: { Origin: server.url } });
  await owner.goto(routes.dashboard.href({ slug: 'temperature' }));
  const first = await blocksOf(owner);
  expect(Object.keys(first).length).toBeGreaterThanOrEqual(7);
  await expect.poll(() => owner.locator('g[data-same]').count(), 'they come empty').toBeGreaterThanOrEqual(7);
  expect(
    Object.values(await blocksOf(owner)).every(content => content.includes(' d="m')),
    'and are not',
  ).toBe(true);
  const isNew = async () => Object.keys(await blocksOf(owner)).some(id => !(id in first));
  await expect.poll(isNew, { timeout: BLOCK_MS, message: 'a block has settled' }).toBe(true);
  const fresh = await visit({ storageState: await owner.context().storageState() });
  await fresh.goto(routes.dashboard.href({ slug: 'temperature' }));
  const [kept, drawn] = [await blocksOf(owner), await blocksOf(fresh)];
  const shared = Object.keys(kept).filter(id => id in drawn);
  expect(shared.length).toBeGreaterThanOrEqual(7);
  for (const id of shared) expect(kept[id], id).toBe(drawn[id]);
});

/** What is in each settled group, by its id. */
function blocksOf(page: Page): Promise<Record<string, string>> {
  return page
    .locator('g[data-settled], g[data-same]')
    .evaluateAll(groups => Object.fromEntries(groups.map(group => [group.id, group.innerHTML])));
}
