import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { numbered, sendLines } from './log-lines.ts';

const linesOf = (page: Page) => page.getByRole('list', { name: 'Log lines' });
const lineWith = (page: Page, text: string) => linesOf(page).getByRole('listitem').filter({ hasText: text });
const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Search lines' });
const moreOf = (page: Page) => page.getByRole('button', { name: /new lines?/ });
const scrollerOf = (page: Page) => page.getByRole('region', { name: 'Lines, the newest last' });

test('lines come by themselves; who scrolls up is not disturbed, and is told how many were missed', async ({
  owner,
  server,
}) => {
  await sendLines(server, 'app', numbered(150));
  await owner.goto(routes.logs.href({}, { stream: 'app' }));
  await expect(lineWith(owner, 'number 150')).toBeInViewport();
  await sendLines(server, 'app', 'the newest of all');
  await expect(lineWith(owner, 'the newest of all')).toBeInViewport();

  await scrollerOf(owner).evaluate(element => element.scrollBy(0, -600));
  await expect(owner.getByRole('status').filter({ hasText: 'Following paused' })).toHaveCount(1);
  const topBefore = await scrollerOf(owner).evaluate(element => element.scrollTop);
  await sendLines(server, 'app', numbered(37, 1000));
  await expect(moreOf(owner)).toHaveText('37 new lines');
  expect(await scrollerOf(owner).evaluate(element => element.scrollTop)).toBe(topBefore);
  await expect(lineWith(owner, 'number 1036')).toHaveCount(0);

  await moreOf(owner).click();
  await expect(lineWith(owner, 'number 1036')).toBeInViewport();
  await expect(moreOf(owner)).toHaveCount(0);
  await sendLines(server, 'app', 'following again');
  await expect(lineWith(owner, 'following again')).toBeInViewport();
});

test('a tail holds 200 lines, however many come', async ({ owner, server }) => {
  await owner.goto(routes.logs.href({}, { stream: 'app' }));
  for (let i = 0; i < 6; i++) await sendLines(server, 'app', numbered(100, i * 100));
  await expect(lineWith(owner, 'number 599')).toBeVisible();
  await expect(linesOf(owner).getByRole('listitem')).toHaveCount(200);
  for (let i = 0; i < 3; i++) await sendLines(server, 'app', `one more ${i}`);
  await expect(lineWith(owner, 'one more 2')).toBeVisible();
  await expect(linesOf(owner).getByRole('listitem')).toHaveCount(200);
});

test('a search finds parts of words as one types, and what it shows goes on moving', async ({ owner, server }) => {
  await sendLines(server, 'app', 'WARN card reader timed out order=1188\norder 7 paid');
  await owner.goto(routes.logs.href());
  await searchOf(owner).fill('eader tim');
  await expect(lineWith(owner, 'order 7 paid')).toHaveCount(0);
  await expect(lineWith(owner, 'timed out').getByText('tim', { exact: true })).toBeVisible();
  await expect(searchOf(owner)).toBeFocused();
  await expect(owner).toHaveURL(/q=eader\+tim/);
  await sendLines(server, 'app', 'another reader timed out');
  await expect(lineWith(owner, 'another')).toBeVisible();

  await searchOf(owner).fill('');
  await expect(lineWith(owner, 'order 7 paid')).toBeVisible();
  await owner.getByRole('checkbox', { name: /Info/ }).uncheck({ force: true });
  await expect(lineWith(owner, 'order 7 paid')).toHaveCount(0);
  await expect(lineWith(owner, 'order=1188')).toBeVisible();
  await searchOf(owner).fill('no such thing');
  await expect(owner.getByText('No line matches in this time.')).toBeVisible();
});

test('a line opens in its place, and has an address of its own', async ({ owner, server }) => {
  await sendLines(server, 'app', numbered(30));
  await sendLines(server, 'till', '{"level":"error","msg":"no paper","order":1188,"req":{"url":"/print"}}');
  await sendLines(server, 'app', numbered(30, 100));
  await owner.goto(routes.logs.href());
  const time = lineWith(owner, 'no paper').getByRole('link');
  await time.click();
  await expect(time).toHaveAttribute('aria-expanded', 'true');
  await owner.locator('.log__json summary', { hasText: '{"url":"/print"}' }).click(); // the line itself may have one, too
  await expect(owner.getByText('"url": "/print"')).toBeVisible();
  await owner.getByRole('link', { name: 'Only order=1188' }).click();
  await expect(linesOf(owner).getByRole('listitem')).toHaveCount(1);
  await owner.getByRole('link', { name: /order=1188.*take away/ }).click();
  await expect(lineWith(owner, 'number 100')).not.toHaveCount(0);

  await lineWith(owner, 'number 15').getByRole('link').click();
  await owner.getByRole('link', { name: 'Context' }).click();
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText('A line and what is around it');
  await expect(owner.locator('[aria-current="true"].log__here')).toContainText('number 15');
  await expect(owner.getByText('order paid number 5', { exact: true })).toBeVisible();
  await expect(owner.getByText('order paid number 25', { exact: true })).toBeVisible();
});

test('what a line holds is text, whatever it is', async ({ owner, server }) => {
  await sendLines(
    server,
    'app',
    `<script>document.title = "run"</script> \u001b[31m<b>red</b>\u001b[0m order=<i>x</i>`,
  );
  await owner.goto(routes.logs.href());
  await expect(lineWith(owner, '<script>')).toContainText('<b>red</b> order=<i>x</i>');
  await expect(owner.locator('.ansi-red')).toHaveText('<b>red</b>');
  await expect(owner).toHaveTitle(/Logs/);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('logs are searched, filtered and opened all the same', async ({ owner, server }) => {
    await sendLines(server, 'app', `${numbered(250)}\nWARN queue is long`);
    await owner.goto(routes.logs.href());
    await expect(lineWith(owner, 'queue is long')).toBeVisible();
    await owner.getByRole('link', { name: 'Older lines' }).click();
    await expect(lineWith(owner, 'number 20').first()).toBeVisible();
    await owner.getByRole('link', { name: 'Newest lines' }).click();
    await searchOf(owner).fill('queue');
    await owner.getByRole('button', { name: 'Search' }).click();
    await expect(linesOf(owner).getByRole('listitem')).toHaveCount(1);
    await lineWith(owner, 'queue is long').getByRole('link').click();
    await expect(owner.getByRole('heading', { level: 1 })).toHaveText('A line and what is around it');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the newest line is seen, and nothing runs over the edge', async ({ owner, server }) => {
    await sendLines(server, 'app', `${numbered(40)}\nERROR ${'a-very-long-word-without-an-end'.repeat(20)} order=1`);
    await owner.goto(routes.logs.href());
    await expect(lineWith(owner, 'order=1').last()).toBeVisible();
    expect(await owner.locator('html').evaluate(html => html.scrollWidth)).toBeLessThanOrEqual(390);
    await expect(
      owner.getByRole('navigation', { name: 'Main, short' }).getByRole('link', { name: 'Logs' }),
    ).toHaveAttribute('aria-current', 'page');
  });
});
