import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const inboxOf = (page: Page) => page.getByRole('region', { name: 'Inbox' });
const rowOf = (page: Page, ...texts: string[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), inboxOf(page).getByRole('listitem'));

test('a reading is on the open page within a second of its answer, and its next value too', async ({
  owner,
  server,
}) => {
  await expect(inboxOf(owner).getByRole('heading', { name: /Nothing yet/ })).toBeVisible();
  await owner.evaluate('globalThis.isSamePage = true');
  for (const value of [21.4, 22.9, 19.5]) {
    await send(server, { metric: 'temperature', labels: { room: 'kitchen' }, value });
    const answeredAt = performance.now();
    await expect(rowOf(owner, 'temperature', 'room=kitchen', String(value))).toBeVisible();
    const ms = Math.round(performance.now() - answeredAt);
    console.log(`${value} was on the page ${ms} ms after the answer`);
    expect(ms).toBeLessThan(1000);
  }
  expect(await owner.evaluate('globalThis.isSamePage'), 'the page was not loaded anew').toBe(true);
  await expect(inboxOf(owner).getByRole('heading', { name: 'Inbox' })).toBeVisible();
});

test('Send one for me sends one', async ({ owner }) => {
  await inboxOf(owner).getByRole('button', { name: 'Send one for me' }).click();
  await expect(rowOf(owner, 'temperature', 'room=kitchen', '21.4')).toBeVisible();
});

test('every series has a row of its own, the newest one first', async ({ owner, server }) => {
  for (const room of ['kitchen', 'attic', 'cellar'])
    await send(server, { metric: 'humidity', labels: { room }, value: 50 });
  await expect(inboxOf(owner).getByRole('listitem')).toHaveText([/room=cellar/, /room=attic/, /room=kitchen/]);
  await expect(inboxOf(owner).getByText('3 signals on no dashboard')).toBeVisible();
});

test('Make a dashboard of these makes one that is live, and the Inbox is empty', async ({ owner, server }) => {
  // Charts show means of seconds, so the first values are of an earlier one.
  const atMs = Date.now() - 5000;
  for (const room of ['kitchen', 'attic'])
    await send(server, { metric: 'temperature', labels: { room }, value: 20, atMs });
  await send(server, { metric: 'pressure', value: 1013, atMs });
  await inboxOf(owner).getByRole('button', { name: 'Make a dashboard of these' }).click();
  await expect(owner).toHaveURL(new RegExp(routes.dashboard.href({ slug: 'pressure' })));

  const panel = (name: string) => owner.getByRole('article', { name });
  await expect(panel('pressure')).toContainText('1\u202f013');
  await expect(panel('temperature').getByRole('listitem')).toHaveText([/attic.*20/, /kitchen.*20/]);
  await send(server, { metric: 'pressure', value: 987 });
  await expect(panel('pressure')).toContainText('987');
  await send(server, { metric: 'temperature', labels: { room: 'attic' }, value: 31.5 });
  await expect(panel('temperature').getByRole('listitem').filter({ hasText: 'attic' })).toContainText('31.5');

  await owner.goto(routes.home.href());
  await expect(inboxOf(owner).getByRole('listitem')).toHaveCount(0);
  await expect(inboxOf(owner).getByText('every signal is on a dashboard')).toBeVisible();
  await expect(owner.getByRole('region', { name: 'Dashboards' }).getByRole('link', { name: 'pressure' })).toBeVisible();
});

test('hostile label text is shown as text wherever it is shown', async ({ owner, server }) => {
  const hostile = `<script>isOwned=1</script><img src=x onerror="isOwned=1"> "quoted" 'single' &amp; \u{1f38f} \u202eשלום`;
  await send(server, { metric: 'hostile', labels: { a: hostile, b: 'plain' }, value: 1 });
  await send(server, { metric: 'hostile', labels: { a: 'other' }, value: 2 });
  await expect(rowOf(owner, hostile), 'on Home, sent live').toBeVisible();

  await inboxOf(owner).getByRole('button', { name: 'Make a dashboard of these' }).click();
  await expect(owner.getByRole('article', { name: 'hostile' }), 'on a dashboard').toContainText(hostile);

  await owner.goto(routes.explore.href({}, { q: '<script>' }));
  await expect(owner.getByRole('searchbox', { name: 'Search series' }), 'in the search').toHaveValue('<script>');
  const row = owner.getByRole('row').filter({ hasText: hostile });
  await expect(row, 'in Explore').toBeVisible();
  await row.getByRole('link').click();
  await expect(owner.getByRole('definition').filter({ hasText: hostile }), 'on its own page').toBeVisible();
  await owner.getByRole('link', { name: 'Delete this series' }).click();
  await expect(owner.getByRole('main').getByRole('code'), 'in the question').toContainText('isOwned');
  await owner.getByRole('button', { name: 'Delete series' }).click();
  await expect(owner.getByText('Deleted'), 'in the toast').toContainText('isOwned');
  expect(await owner.evaluate('typeof isOwned')).toBe('undefined');
});
