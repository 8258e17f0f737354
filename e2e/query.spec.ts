import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'PromQL' });
const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' });
const option = (page: Page, name: string) =>
  list(page)
    .getByRole('option')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first();
const result = (page: Page) => page.getByRole('table', { name: 'Result' });
const addressOf = (q: string) =>
  new RegExp(`\\?${new URLSearchParams({ q }).toString().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}&range=`);

async function fill(server: TestServer): Promise<void> {
  const nowMs = Date.now();
  for (const room of ['kitchen', 'attic']) {
    for (const minute of [3, 2, 1])
      await send(server, {
        metric: 'temperature',
        labels: { room },
        value: 20 + minute,
        atMs: nowMs - minute * 60_000,
      });
  }
}

test('a query is written by keyboard with the help of the list, and its answer is a chart and a table', async ({
  owner,
  server,
}) => {
  await fill(server);
  await owner.goto(routes.query.href());
  await field(owner).focus();
  await owner.keyboard.type('av');
  await expect(option(owner, 'avg')).toBeVisible();
  await expect(field(owner), 'nothing is chosen for the one who types').not.toHaveAttribute('aria-activedescendant');
  await owner.keyboard.press('ArrowDown');
  await expect(option(owner, 'avg')).toHaveAttribute('aria-selected', 'true');
  await expect(field(owner)).toHaveAttribute('aria-activedescendant', 'completions-0');
  await owner.keyboard.press('Enter');
  await expect(field(owner)).toHaveValue('avg(');
  await owner.keyboard.type('temp');
  await expect(option(owner, 'temperature')).toBeVisible();
  await owner.keyboard.press('Tab');
  await expect(field(owner)).toHaveValue('avg(temperature');
  await owner.keyboard.type('{');
  await expect(option(owner, 'room')).toBeVisible();
  await owner.keyboard.press('ArrowDown');
  await owner.keyboard.press('Enter');
  await expect(field(owner)).toHaveValue('avg(temperature{room="');
  await expect(option(owner, 'kitchen')).toBeVisible();
  await owner.keyboard.press('ArrowUp');
  await owner.keyboard.press('Enter');
  await expect(field(owner)).toHaveValue('avg(temperature{room="kitchen"');
  await owner.keyboard.type('})');
  await owner.keyboard.press('Enter');
  await expect(result(owner)).toContainText('21');
  await expect(field(owner)).toBeFocused();
  await expect(list(owner)).toBeHidden();
  await expect(owner.getByRole('img', { name: /^avg\(temperature.*21, lowest 21, highest 23/ })).toBeVisible();
  await expect(owner.getByRole('region', { name: 'In words' })).toContainText(
    'the mean of temperature where room is kitchen',
  );
  await expect(owner.getByRole('search').or(owner.locator('#query-said'))).toContainText([
    /PromQL/,
    /1 line, of 1 series, \d+ readings/,
  ]);
  await expect(owner).toHaveURL(addressOf('avg(temperature{room="kitchen"})'));
});

test('Escape closes the list, and Enter without a choice runs what is written', async ({ owner, server }) => {
  await fill(server);
  await owner.goto(routes.query.href());
  await field(owner).focus();
  await owner.keyboard.type('temperature + te');
  await expect(list(owner)).toBeVisible();
  await expect(field(owner)).toHaveAttribute('aria-expanded', 'true');
  await owner.keyboard.press('Escape');
  await expect(list(owner)).toBeHidden();
  await expect(field(owner)).toHaveValue('temperature + te');
  await owner.keyboard.type('mperature');
  await expect(field(owner), 'the text is never changed by what comes').toHaveValue('temperature + temperature');
  await owner.keyboard.press('Enter');
  await expect(result(owner).getByRole('row')).toHaveCount(3);
  await expect(list(owner)).toBeHidden();

  await field(owner).fill('');
  await owner.keyboard.press('ArrowDown');
  await expect(option(owner, 'temperature'), 'who asks sees what there is').toBeVisible();
  await option(owner, 'temperature').click();
  await expect(field(owner)).toHaveValue('temperature');
  await expect(field(owner)).toBeFocused();
});

test('answers to letters that were typed over never show', async ({ owner, server }) => {
  await fill(server);
  await owner.goto(routes.query.href());
  let held = Promise.withResolvers<void>();
  const first = held;
  await owner.route(`**${routes.queryCompletions.href()}?**`, async route => {
    await held.promise;
    await route.continue().catch(() => {}); // it was given up
  });
  const asked = owner.waitForRequest(/completions/);
  await field(owner).pressSequentially('te');
  await asked;
  held = Promise.withResolvers();
  const askedAgain = owner.waitForRequest(/completions.*ra/);
  await field(owner).fill('ra');
  await askedAgain;
  first.resolve();
  held.resolve();
  await expect(option(owner, 'rate')).toBeVisible();
  await expect(list(owner)).toHaveAttribute('data-to', '2');
});

test('who types on may still choose from the list that is there, and the choice stays when the next one comes', async ({
  owner,
  server,
}) => {
  await fill(server);
  await owner.goto(routes.query.href());
  await field(owner).pressSequentially('te');
  await expect(option(owner, 'temperature')).toBeVisible();
  const held = Promise.withResolvers<void>();
  await owner.route(`**${routes.queryCompletions.href()}?**`, async route => {
    await held.promise;
    await route.continue();
  });
  const asked = owner.waitForRequest(/completions/);
  await field(owner).press('m');
  await field(owner).press('ArrowDown');
  await asked;
  held.resolve();
  await expect(list(owner)).toHaveAttribute('data-to', '3');
  await expect(option(owner, 'temperature')).toHaveAttribute('aria-selected', 'true');
  await field(owner).press('Enter');
  await expect(field(owner)).toHaveValue('temperature');
});

test('a mistake is marked, and one press replaces it', async ({ owner, server }) => {
  await fill(server);
  await owner.goto(routes.query.href());
  await field(owner).fill('avg(max_over_tim(temperature[5m]))');
  await owner.keyboard.press('Enter');
  const problem = owner.getByRole('alert').filter({ hasText: 'There is no function' });
  await expect(problem.locator('mark')).toHaveText('max_over_tim');
  await expect(field(owner)).toHaveAttribute('aria-invalid', 'true');
  await expect(field(owner)).toHaveAccessibleDescription(/There is no function max_over_tim/);
  await problem.getByRole('link', { name: 'max_over_time' }).click();
  await expect(field(owner)).toHaveValue('avg(max_over_time(temperature[5m]))');
  await expect(result(owner)).toContainText('23');
  await expect(field(owner)).not.toHaveAttribute('aria-invalid');

  await field(owner).fill('temperatur');
  await owner.keyboard.press('Enter');
  await expect(owner.getByText('No reading of a metric temperatur has come.').first()).toBeVisible();
  await owner.getByRole('link', { name: 'temperature', exact: true }).click();
  await expect(result(owner).getByRole('row')).toHaveCount(3);
});

test('a query is kept as a panel, and moves there on every screen', async ({ owner, server, browser }) => {
  await fill(server);
  await owner.goto(routes.query.href({}, { q: 'max(temperature) * 2' }));
  await owner.getByLabel('Title').fill('Twice the warmest');
  await owner.getByLabel('Shown as').selectOption('stat');
  await owner.getByRole('button', { name: 'Add panel' }).click();
  await owner.waitForURL(/\/d\/twice-the-warmest$/);
  const panel = owner.getByRole('article', { name: 'Twice the warmest' });
  await expect(panel).toContainText('46');
  const elsewhere = await browser.newContext({ storageState: await owner.context().storageState() });
  const other = await elsewhere.newPage();
  await other.goto(owner.url());
  await send(server, { metric: 'temperature', labels: { room: 'cellar' }, value: 50, atMs: Date.now() });
  await expect(panel).toContainText('100');
  await expect(other.getByRole('article', { name: 'Twice the warmest' })).toContainText('100');
  await elsewhere.close();
});

test('the address is the view: back, forward and another range', async ({ owner, server }) => {
  await fill(server);
  await owner.goto(routes.query.href());
  for (const query of ['temperature', 'count(temperature)']) {
    await field(owner).fill(query);
    await owner.keyboard.press('Enter');
    await expect(owner).toHaveURL(addressOf(query));
  }
  await expect(result(owner)).toContainText('all together');
  await owner.goBack();
  await expect(field(owner)).toHaveValue('temperature');
  await expect(result(owner)).toContainText('room=kitchen');
  await owner.goForward();
  await expect(field(owner)).toHaveValue('count(temperature)');
  await field(owner).fill('max(temp');
  await expect(option(owner, 'temperature'), 'a page that came back helps as before').toBeVisible();
  await field(owner).fill('max(temperature)');
  await owner.keyboard.press('Enter');
  await expect(owner).toHaveURL(addressOf('max(temperature)'));
  await owner.getByRole('link', { name: '6 h', exact: true }).click();
  await expect(owner.getByRole('heading', { name: 'Last 6 hours' })).toBeVisible();
  await field(owner).fill('min(temperature)');
  await owner.getByRole('button', { name: 'Run' }).click();
  await expect(owner.getByRole('heading', { name: 'Last 6 hours' })).toBeVisible();
  await owner.goto(routes.explore.href());
  await owner.getByRole('link', { name: 'Query', exact: true }).click();
  await expect(owner.getByRole('heading', { name: 'Ask for what is there' })).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('it is a form and an answer', async ({ owner, server }) => {
    await fill(server);
    await owner.goto(routes.query.href());
    await field(owner).fill('max by (room) (temperature)');
    await owner.getByRole('button', { name: 'Run' }).click();
    await expect(result(owner)).toContainText('room=attic');
    await expect(list(owner)).toHaveCount(0);
    await owner.getByRole('link', { name: '24 h', exact: true }).click();
    await expect(owner.getByRole('heading', { name: 'Last 24 hours' })).toBeVisible();
    await field(owner).fill('max by (room (temperature)');
    await field(owner).press('Enter');
    await expect(owner.getByRole('alert').filter({ hasText: 'is not closed' })).toBeVisible();
  });
});
