import type { Page } from '@playwright/test';
import { seriesId } from '../app/history/series-id.ts';
import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const OLD = { metric: 'temperatur', labels: { room: 'kitchen' } };
const NEW = { metric: 'temperature.küche', labels: { room: 'kitchen', größe: '2' } };

const keyOf = ({ metric, labels }: typeof OLD) => seriesKey(metric, labels);
const hrefOf = (name: typeof OLD) => routes.series.href({}, { key: keyOf(name) });
const rowOf = (page: Page, name: typeof OLD) => page.locator(`#series-${seriesId(keyOf(name))}`);
const sheetOf = (page: Page) => page.getByRole('region', { name: 'Rename' });
const metricOf = (page: Page) => sheetOf(page).getByLabel('Metric');

test('a series is renamed by keyboard, on every open page at once and with its past, and Undo takes it back', async ({
  owner,
  server,
}) => {
  await send(server, { ...OLD, value: 18.5, atMs: Date.now() - 120_000 });
  await send(server, { ...OLD, value: 21.4 });
  const other = await owner.context().newPage();
  await other.goto(routes.explore.href());
  await expect(rowOf(other, OLD)).toContainText('21.4');

  await owner.goto(hrefOf(OLD));
  await metricOf(owner).fill(NEW.metric);
  await sheetOf(owner).getByLabel('Name of label 2').fill('größe');
  await sheetOf(owner).getByLabel('Value of label 2').fill('2');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('heading', { level: 1 })).toContainText(NEW.metric);
  await expect(owner.getByRole('status').filter({ hasText: 'Renamed from' })).toBeVisible();
  await expect(owner.getByRole('article', { name: 'Last hour' }).getByRole('img')).toHaveAccessibleName(/lowest 18.5/);
  await expect(rowOf(other, OLD)).toHaveCount(0);
  await expect(rowOf(other, NEW)).toContainText('21.4');
  await expect(rowOf(other, NEW)).toContainText('größe=2');

  await send(server, { ...OLD, value: 22.9 });
  await expect(rowOf(other, OLD), 'the sender goes on with the old name').toContainText('22.9');
  await owner.getByRole('button', { name: 'Undo' }).click();
  await expect(owner).toHaveURL(routes.series.href({}, { key: keyOf(OLD), joined: keyOf(NEW) }));
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('22.9');
  await expect(rowOf(other, NEW)).toHaveCount(0);
  await expect(rowOf(other, OLD)).toContainText('22.9');
  await send(server, { ...OLD, value: 23.1 });
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('23.1');
  await expect(rowOf(other, OLD)).toContainText('23.1');
});

test('a name that is taken is refused where it was typed, and joining has to be asked for', async ({
  owner,
  server,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  await send(server, { ...OLD, value: 18.5, atMs: Date.now() - 120_000 });
  await send(server, { metric: 'right', value: 30 });
  await owner.goto(hrefOf(OLD));
  await metricOf(owner).fill('right');
  await sheetOf(owner).getByLabel('Value of label 1').fill('');
  await metricOf(owner).press('Enter');
  await expect(sheetOf(owner).getByRole('alert')).toContainText('There is a series right already');
  await expect(metricOf(owner), 'the focus stays').toBeFocused();
  await expect(metricOf(owner)).toHaveValue('right');
  await expect(owner.getByRole('article', { name: 'Now' }), 'the page goes on').toContainText('18.5');

  await sheetOf(owner).getByLabel('Join them').check();
  await metricOf(owner).press('Enter');
  await expect(owner.getByRole('status').filter({ hasText: 'Joined' })).toBeVisible();
  await expect(owner.getByRole('article', { name: 'Last hour' }).getByRole('img')).toHaveAccessibleName(/lowest 18.5/);
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('30');
});

test('help is written once for a metric, and stands on the pages of all its series and in the table', async ({
  owner,
  server,
  visit,
}) => {
  await send(server, { metric: 'level', labels: { tank: 'a' }, value: 3 });
  await send(server, { metric: 'level', labels: { tank: 'b' }, value: 4 });
  const other = await owner.context().newPage();
  await other.goto(routes.explore.href({}, { q: 'level' }));
  await expect(other.getByRole('row')).toHaveCount(3);

  await owner.goto(routes.series.href({}, { key: 'level{tank="a"}' }));
  await owner.getByRole('textbox', { name: 'Help' }).fill('How deep the water in a tank is.');
  await owner.getByLabel('Unit of the metric').fill('cm');
  await owner.getByRole('button', { name: 'Save' }).focus();
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('article', { name: 'Now' })).toContainText('cm');
  await expect(owner.getByRole('button', { name: 'Save' }), 'the focus stays').toBeFocused();
  for (const row of [1, 2]) {
    await expect(other.getByRole('row').nth(row)).toContainText('How deep the water in a tank is.');
    await expect(other.getByRole('row').nth(row)).toContainText('cm');
  }
  await owner.goto(routes.series.href({}, { key: 'level{tank="b"}' }));
  await expect(owner.getByText('How deep the water in a tank is.').first()).toBeVisible();

  const plain = await visit({ javaScriptEnabled: false, storageState: await owner.context().storageState() });
  await plain.goto(owner.url());
  await plain.getByRole('textbox', { name: 'Help' }).fill('Depth of a tank.');
  await plain.getByRole('button', { name: 'Save' }).click();
  await expect(plain.getByRole('textbox', { name: 'Help' })).toHaveValue('Depth of a tank.');
  await metricOf(plain).fill('depth');
  await plain.getByRole('button', { name: 'Rename' }).click();
  await expect(plain.getByRole('status').filter({ hasText: 'Renamed from' })).toBeVisible();
  await expect(plain.getByRole('heading', { level: 1 })).toContainText('depth');
});
