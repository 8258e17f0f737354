import type { Locator, Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { LINK_LOST } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import { sendLines } from './log-lines.ts';
import { publish } from './publishing.ts';
import { send } from './readings.ts';
import { signal } from './signal.ts';
import { tabTo } from './tab-to.ts';

const MAX_ACTIONS = 12;
const WITHIN_MS = 60_000;

/** What somebody sends from a terminal to an empty server. */
async function sendFirstThings(server: TestServer): Promise<void> {
  for (const room of ['kitchen', 'attic'])
    await send(server, { metric: 'temperature', labels: { room, unit: '°C' }, value: 21.4 });
  await send(server, { metric: 'orders_total', value: 3 });
  await sendLines(server, 'till', 'order 1188 paid');
  await signal(server, 'nightly', '42/100 copying');
  await publish(server, 'deploys', 'version 1.4 shipped');
}

/** From the first look at Home to five live panels. `press` is one action of a person. */
async function buildFive(page: Page, press: (control: Locator) => Promise<void>): Promise<void> {
  await page.reload();
  await press(page.getByRole('region', { name: 'Inbox' }).getByRole('link', { name: 'temperature' }).first());
  await press(page.getByRole('button', { name: 'Add panel' }));
  await expect(page.getByRole('article')).toHaveCount(1);
  await press(page.getByRole('link', { name: /^Add a panel/ }));
  await press(page.getByRole('link', { name: 'choose another' }));
  for (const kind of ['Events', 'Job', 'Log', 'Lines']) {
    await press(page.getByRole('button', { name: `Add as ${kind}` }));
    await expect(page.getByText('is on Temperature')).toBeVisible();
  }
  await press(page.getByRole('link', { name: 'Done' }));
  await expect(page.getByRole('article')).toHaveCount(5);
}

async function expectLive(page: Page, server: TestServer): Promise<void> {
  await sendLines(server, 'till', 'order 1189 paid');
  await signal(server, 'nightly', '77/100 copying');
  await expect(page.getByRole('article', { name: 'Till' })).toContainText('order 1189 paid');
  await expect(page.getByRole('article', { name: 'Nightly' })).toContainText('77');
  await expect(page.getByRole('article', { name: 'Deploys' })).toContainText('version 1.4 shipped');
}

test('from an empty server to five live panels of one’s own in a few presses', async ({ owner, server }) => {
  await sendFirstThings(server);
  const begun = Date.now();
  let actions = 0;
  await buildFive(owner, async control => {
    actions++;
    await control.click();
  });
  expect(actions).toBeLessThan(MAX_ACTIONS);
  expect(Date.now() - begun).toBeLessThan(WITHIN_MS);
  await expectLive(owner, server);
});

test('the same by keyboard alone', async ({ owner, server }) => {
  await sendFirstThings(server);
  const pressByKey = async (control: Locator) => {
    await tabTo(owner, control);
    await owner.keyboard.press('Enter');
  };
  const pastTheList = owner.getByRole('link', { name: 'Skip to the ways to show it' });
  await buildFive(owner, async control => {
    await expect(control).toBeVisible();
    if ((await pastTheList.count()) > 0 && !owner.url().endsWith('#kinds')) await pressByKey(pastTheList);
    await pressByKey(control);
  });
  await expectLive(owner, server);
});

test('a panel changes as its form does, and what is wrong is said and not kept', async ({
  owner,
  server,
  complaints,
}) => {
  await send(server, { metric: 'temperature', labels: { room: 'attic' }, value: 21 });
  await send(server, { metric: 'temperature', labels: { room: 'cellar' }, value: 12 });
  await owner.goto(routes.panelGallery.href({ slug: 'this-machine' }, { show: 'reading temperature', next: 'form' }));
  await owner.getByRole('button', { name: 'Add as Lines' }).click();
  const panel = owner.locator('#edit-preview').getByRole('article');
  const said = owner.getByRole('status').filter({ hasText: /aved/ });
  // Scripts have begun: what is typed before is sent with the next change.
  await expect(owner.getByRole('main').getByRole('status').first()).toHaveText('Live');
  await owner.getByLabel('Title', { exact: true }).fill('Warmth');
  await expect(panel).toHaveAccessibleName('Warmth');
  await expect(said).toHaveText('Saved');

  complaints.expect(LINK_LOST);
  const unsent = owner.getByRole('alert').filter({ hasText: 'Not saved: the server cannot be reached' });
  await owner.route('**/edit*', route => route.abort());
  await owner.getByLabel('Subtitle').fill('of the rooms');
  await expect(unsent).toBeVisible();
  await owner.unroute('**/edit*');
  await expect(panel, 'sent again by itself').toContainText('of the rooms');
  await expect(unsent).toBeHidden();

  await owner.getByLabel('Made of several series').selectOption('max');
  await expect(owner.locator('#edit-queries')).toContainText('max(temperature)');
  await expect(panel).toContainText('21');
  await send(server, { metric: 'temperature', labels: { room: 'cellar' }, value: 44 });
  await expect(panel).toContainText('44');

  await owner.getByRole('button', { name: 'Add a threshold' }).click();
  await owner.getByLabel('Threshold 1, value').fill('thirty');
  await owner.keyboard.press('Tab');
  await expect(said).toContainText('Not saved');
  await expect(owner.getByLabel('Threshold 1, value')).toHaveAccessibleDescription(/Write a number/);
  await owner.getByLabel('Threshold 1, value').fill('30');
  await owner.keyboard.press('Tab');
  await expect(said).toHaveText('Saved');
  await expect(panel).toContainText('above 30');

  await owner.getByRole('button', { name: 'PromQL', exact: true }).click();
  const query = owner.getByRole('combobox', { name: 'PromQL' });
  await query.fill('rat(temperature[5m])');
  await query.press('Enter');
  await expect(owner.getByText('There is no function rat.')).toBeVisible();
  await expect(query).toHaveValue('rat(temperature[5m])');
  await owner.getByRole('button', { name: 'rate', exact: true }).click();
  await expect(owner.getByLabel('What of it')).toHaveValue('rate');
  await owner.getByRole('button', { name: 'Done' }).click();
  await expect(owner).toHaveURL(/\/d\/this-machine\?.*#panel-line$/);
  await expect(owner.getByRole('article', { name: 'Warmth' })).toBeVisible();
});
