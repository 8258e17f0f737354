import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { signal } from './signal.ts';

const rowOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Jobs' }).getByRole('listitem').filter({ hasText: name });
const now = (page: Page) => page.getByRole('region', { name: 'Now' });
const schedule = (page: Page) => page.getByRole('region', { name: 'When it should run' });

test('the first job comes onto the page that waits for it, moves, and ends there, on every open screen', async ({
  owner,
  server,
}) => {
  await owner.goto(routes.jobs.href());
  await expect(owner.getByRole('heading', { name: /No job has spoken yet/ })).toBeVisible();
  await expect(owner.getByRole('code').first()).toContainText(
    `${new URL(server.url).host}/job/nightly?k=${server.writeToken}`,
  );
  const other = await owner.context().newPage();
  await other.goto(routes.jobs.href());

  await signal(server, 'nightly', 'start');
  await signal(server, 'nightly', '42/100 uploading chunk 17');
  for (const page of [owner, other]) {
    await expect(rowOf(page, 'nightly')).toContainText('42 %');
    await expect(rowOf(page, 'nightly')).toContainText('uploading chunk 17');
  }
  await expect(owner.getByRole('heading', { name: /No job has spoken yet/ })).toBeHidden();
  await other.goto(routes.job.href({ name: 'nightly' }));
  await expect(now(other)).toContainText('42 %');
  await signal(server, 'nightly', 'log <b>one</b> line');
  await expect(other.getByRole('region', { name: 'Output' })).toContainText('<b>one</b> line');
  await signal(server, 'nightly', 'fail 3 disk full');
  await expect(rowOf(owner, 'nightly')).toContainText('exit 3');
  await expect(rowOf(owner, 'nightly')).toContainText('disk full');
  await expect(now(other)).toContainText('exit 3');
  await expect(other.getByRole('row', { name: /1 exit 3/ })).toBeVisible();
});

test('a hundred steps a second move the page and take nothing from who reads it', async ({ owner, server }) => {
  await signal(server, 'fast', 'start');
  for (let i = 0; i < 40; i++) await signal(server, 'fast', `log line ${i}`);
  await owner.goto(routes.job.href({ name: 'fast' }));
  const output = owner.getByRole('list', { name: 'Output' });
  await expect(output.getByText('line 39')).toBeInViewport();
  await schedule(owner).getByLabel('What it is for').fill('half a word');
  await output.evaluate(element => {
    element.scrollTop = 0;
  });
  for (let i = 1; i <= 100; i++) await signal(server, 'fast', i % 10 === 0 ? `log more ${i}` : `${i}/100`);
  await expect(now(owner)).toContainText('99 %');
  await expect(output).toContainText('more 100');
  expect(await output.evaluate(element => element.scrollTop), 'scrolled up, it stays').toBe(0);
  await expect(schedule(owner).getByLabel('What it is for')).toHaveValue('half a word');
  await expect(schedule(owner).getByLabel('What it is for')).toBeFocused();
});

test('a schedule is set by keyboard, a mistake is explained where it was made, and other pages follow', async ({
  owner,
  server,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  await signal(server, 'nightly', 'done');
  const other = await owner.context().newPage();
  await other.goto(routes.job.href({ name: 'nightly' }));
  await owner.goto(routes.job.href({ name: 'nightly' }));
  await expect(schedule(owner).getByLabel('Cron line')).toBeHidden();
  await schedule(owner).getByLabel('Schedule').selectOption('By a cron line');
  await schedule(owner).getByLabel('Cron line').fill('61 3 * * *');
  await owner.keyboard.press('Enter');
  await expect(schedule(owner).getByLabel('Cron line')).toHaveAccessibleDescription(/Invalid value for minute: 61/);
  await schedule(owner).getByLabel('Cron line').fill('0 3 * * *');
  await schedule(owner).getByLabel('Time zone').fill('Europe/Berlin');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('status').filter({ hasText: 'was saved' })).toBeVisible();
  for (const page of [owner, other]) await expect(now(page)).toContainText('by cron 0 3 * * * (Europe/Berlin)');

  await schedule(owner).getByRole('button', { name: 'Pause' }).click();
  await expect(now(other)).toContainText('paused');
  await schedule(owner).getByRole('button', { name: 'Resume' }).click();
  await expect(now(other)).toContainText('done');
});

test('jobs are found by words, and the stream follows what was found', async ({ owner, server }) => {
  for (const name of ['backup-photos', 'backup-mail', 'certs']) await signal(server, name, 'done');
  await owner.goto(routes.jobs.href());
  await owner.getByRole('searchbox', { name: 'Search jobs' }).fill('backup');
  await expect(rowOf(owner, 'certs')).toHaveCount(0);
  await expect(owner).toHaveURL(routes.jobs.href({}, { q: 'backup' }));
  await signal(server, 'backup-mail', 'fail 2 quota');
  await expect(rowOf(owner, 'backup-mail')).toContainText('exit 2');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('jobs are listed, looked at, given a schedule and removed', async ({ owner, server }) => {
    await signal(server, 'nightly', 'start\nlog one line\ndone');
    await owner.goto(routes.jobs.href());
    await rowOf(owner, 'nightly').getByRole('link').click();
    await expect(owner.getByRole('region', { name: 'Output' })).toContainText('one line');
    await schedule(owner).getByLabel('Schedule').selectOption('At an interval');
    await schedule(owner).getByLabel('Every').fill('1 h');
    await schedule(owner).getByRole('button', { name: 'Save' }).click();
    await expect(now(owner)).toContainText('every 1 h');
    await owner.getByRole('link', { name: 'Remove this job' }).click();
    await owner.getByRole('button', { name: 'Remove job' }).click();
    await expect(owner.getByRole('heading', { name: /No job has spoken yet/ })).toBeVisible();
  });
});
