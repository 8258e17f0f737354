import type { Page } from '@playwright/test';
import { seriesId } from '../app/history/series-id.ts';
import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const KITCHEN = { metric: 'temperature', labels: { room: 'kitchen' } };
const ATTIC = { metric: 'temperature', labels: { room: 'attic' } };

const rowOf = (page: Page, { metric, labels }: typeof KITCHEN) =>
  page.locator(`#series-${seriesId(seriesKey(metric, labels))}`);
const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Search series' });
const unitOf = (page: Page) => page.getByLabel('Shown behind the number');

test('rows move by themselves, and new series come by themselves', async ({ owner, server }) => {
  await send(server, { ...KITCHEN, value: 21.4 });
  await owner.goto(routes.explore.href());
  await expect(rowOf(owner, KITCHEN)).toContainText('21.4');
  await send(server, { ...KITCHEN, value: 22.9 });
  await expect(rowOf(owner, KITCHEN)).toContainText('22.9');
  await send(server, { ...ATTIC, value: 30.1 });
  await expect(rowOf(owner, ATTIC)).toContainText('30.1');
});

test('the search narrows the rows while one types, and what it shows goes on moving', async ({ owner, server }) => {
  await send(server, { ...KITCHEN, value: 21.4 });
  await send(server, { ...ATTIC, value: 30.1 });
  await owner.goto(routes.explore.href());
  const search = searchOf(owner);
  await search.focus();
  for (const [i, letter] of [...'kitchen'].entries()) {
    await search.press(letter);
    await send(server, { ...ATTIC, value: i });
  }
  await expect(rowOf(owner, ATTIC)).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('kitchen');
  await expect(owner, 'the address can be kept').toHaveURL(routes.explore.href({}, { q: 'kitchen' }));
  await send(server, { ...KITCHEN, value: 23.5 });
  await expect(rowOf(owner, KITCHEN)).toContainText('23.5');
  await expect(owner.getByRole('row')).toHaveCount(2);
  await expect(owner.getByRole('main').getByRole('status').first()).toHaveText('Live');

  await search.fill('no such thing');
  await expect(owner.getByText('No series has “no such thing” in its name or labels.')).toBeVisible();
  await search.fill('');
  await expect(rowOf(owner, ATTIC)).toBeVisible();
});

test('a search finds label values as they are, quotes too', async ({ owner, server }) => {
  const labels = { room: 'the "blue" room' };
  await send(server, { metric: 'temperature', labels, value: 1 });
  await owner.goto(routes.explore.href({}, { q: labels.room }));
  await expect(owner.getByRole('row').filter({ hasText: labels.room }).getByRole('link')).toBeVisible();
});

test('a unit that a person gives is shown everywhere, and taking it away shows the one of the sender', async ({
  owner,
  server,
}) => {
  await send(server, { ...KITCHEN, labels: { ...KITCHEN.labels, unit: 'K' }, value: 294 });
  await owner.goto(routes.series.href({}, { key: seriesKey(KITCHEN.metric, KITCHEN.labels) }));
  const now = owner.getByRole('article', { name: 'Now' });
  await expect(now).toContainText('K');
  await unitOf(owner).fill('°C');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(now).toContainText('°C');
  await owner.goto(routes.explore.href());
  await expect(rowOf(owner, KITCHEN)).toContainText('°C');

  await owner.goto(routes.series.href({}, { key: seriesKey(KITCHEN.metric, KITCHEN.labels) }));
  await unitOf(owner).fill('');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(now).not.toContainText('°C');
  await expect(now).toContainText('K');
});

test('a deleted series is gone from every open page, and Undo brings it back with its past', async ({
  owner,
  server,
}) => {
  await send(server, { ...KITCHEN, value: 18.5, atMs: Date.now() - 120_000 });
  await send(server, { ...KITCHEN, value: 21.4 });
  const other = await owner.context().newPage();
  await other.goto(routes.explore.href());
  await expect(rowOf(other, KITCHEN)).toContainText('21.4');

  await owner.goto(routes.series.href({}, { key: seriesKey(KITCHEN.metric, KITCHEN.labels) }));
  await owner.getByRole('link', { name: 'Delete this series' }).click();
  await owner.getByRole('button', { name: 'Delete series' }).click();
  await expect(owner.getByRole('status').filter({ hasText: 'Deleted' })).toBeVisible();
  await expect(rowOf(other, KITCHEN)).toHaveCount(0);

  await owner.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(other, KITCHEN)).toContainText('21.4');
  await expect(owner.getByRole('article', { name: 'Last hour' }).getByRole('img')).toHaveAccessibleName(/lowest 18.5/);
});

test('a page whose dashboard is deleted elsewhere says so, and asks no more', async ({ owner, server, complaints }) => {
  complaints.expect(/status of 404/);
  await send(server, { ...KITCHEN, value: 21.4 });
  await owner.getByRole('button', { name: 'Make a dashboard of these' }).click();
  await expect(owner.getByRole('article')).toContainText('21.4');
  const other = await owner.context().newPage();
  await other.goto(owner.url());
  await owner.getByRole('link', { name: /^Delete/ }).click();
  await owner.getByRole('button', { name: 'Delete dashboard' }).click();
  await expect(other.getByRole('main').getByRole('status').first()).toContainText('There is no dashboard');
});
