import type { Page } from '@playwright/test';
import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import { LINK_LOST } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import { readOwn, send } from './readings.ts';

// The browser writes the time of the values in its own zone.
test.use({ timezoneId: 'UTC' });

const READING = { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4 };
const LIVE_PAGES = [
  routes.home.href(),
  routes.dashboard.href({ slug: 'this-machine' }),
  routes.explore.href(),
  routes.series.href({}, { key: seriesKey(READING.metric, READING.labels) }),
];

test('a stopped server: every page says within 5 s that the link is lost, and is live within 10 s of the new start', async ({
  owner,
  server,
  complaints,
}) => {
  complaints.expect(LINK_LOST);
  const pages = await openAll(owner, () => send(server, READING));
  await server.stop();
  await expectLost(pages, Date.now());
  // It waits for the start, too; how soon after that is measured below.
  const isBack = Promise.all(pages.map(page => expect(status(page)).toHaveText('Live again', { timeout: 30_000 })));
  await server.start();
  await expectLive(pages, Date.now());
  await isBack;
  await Promise.all(pages.map(page => expect(status(page)).toHaveText('Live')));
  await expectOneStreamEach(owner, pages.length);
});

test('a frozen server, whose sockets stay open: the same', async ({ owner, server, complaints }) => {
  complaints.expect(LINK_LOST);
  const pages = await openAll(owner, () => send(server, READING));
  server.freeze();
  await expectLost(pages, Date.now());
  server.thaw();
  await expectLive(pages, Date.now());
  await expectOneStreamEach(owner, pages.length);
});

for (const [name, answer] of [
  ['refuses connections', undefined],
  ['is overloaded', { status: 503, body: 'busy' }],
  ['does not know the stream', { status: 404, contentType: 'text/html', body: '<p>no such page</p>' }],
] as const) {
  test(`a page that is opened while the server ${name} goes live by itself`, async ({ owner, complaints }) => {
    complaints.expect(LINK_LOST, /status of (503|404)/);
    const isStream = (url: URL) => url.pathname === routes.homeLive.href();
    let refusals = 0;
    await owner.route(isStream, route => {
      refusals++;
      return answer ? route.fulfill(answer) : route.abort('connectionrefused');
    });
    await owner.reload();
    await expect.poll(() => refusals).toBeGreaterThan(0);
    await expect(owner.getByText('Link lost', { exact: false }).first()).toBeVisible();
    await expect(owner.getByText(answer?.body ?? 'ERR_'), 'an error is never swapped in').toHaveCount(0);
    await owner.unroute(isStream);
    await expectLive([owner], Date.now());
  });
}

test('a script that comes late delays the stream and does not prevent it', async ({ owner }) => {
  await owner.route(/hx-sse/, route => setTimeout(() => route.continue(), 700));
  await owner.reload();
  await expectLive([owner], Date.now());
});

test('after five restarts of its connection a page holds one stream and is live', async ({
  remoteOwner,
  link,
  complaints,
}) => {
  complaints.expect(LINK_LOST);
  await expectLive([remoteOwner], Date.now());
  for (let restart = 1; restart <= 5; restart++) {
    const opened = remoteOwner.waitForResponse(answer => new URL(answer.url()).pathname === routes.homeLive.href());
    link.cut();
    expect((await opened).status()).toBe(200);
  }
  await expectLive([remoteOwner], Date.now());
  await expectOneStreamEach(remoteOwner, 1);
});

test('a page that a stopping server told when to come back keeps its own pace afterwards', async ({
  remoteOwner,
  link,
  server,
  complaints,
}) => {
  complaints.expect(LINK_LOST);
  await expectLive([remoteOwner], Date.now());
  await remoteOwner.evaluate(`globalThis.delays = [];
    document.addEventListener('htmx:sse:before:connection', event => delays.push(event.detail.connection.config.reconnectDelay));`);
  const delays = () => remoteOwner.evaluate<number[]>('delays');
  await server.stop();
  await expect.poll(async () => (await delays()).length, { intervals: [20] }).toBeGreaterThan(0);
  const [told] = await delays();
  expect(told, 'of the window that the server draws from').toBeGreaterThanOrEqual(200);
  await server.start();
  await expectLive([remoteOwner], Date.now());
  const before = (await delays()).length;
  link.cut();
  await expect.poll(async () => (await delays()).length, { intervals: [20] }).toBeGreaterThan(before);
  expect((await delays())[before]).toBe(500);
  await expectLive([remoteOwner], Date.now());
});

/** Each live page in a tab of its own, all of one browser. */
async function openAll(owner: Page, prepare: () => Promise<unknown>): Promise<Page[]> {
  await prepare();
  const others = await Promise.all(LIVE_PAGES.slice(1).map(() => owner.context().newPage()));
  const pages = [owner, ...others];
  await Promise.all(pages.map((page, i) => page.goto(LIVE_PAGES[i]!)));
  await expectLive(pages, Date.now());
  return pages;
}

const status = (page: Page) => page.getByRole('main').getByRole('status').first();
const shownTime = async (page: Page) => (await page.getByRole('main').getByRole('time').first().textContent()) ?? '';

async function expectLost(pages: readonly Page[], sinceMs: number): Promise<void> {
  await Promise.all(
    pages.map(async page => {
      // Looks often: what is measured is the page, not the test.
      const said = () => status(page).textContent();
      await expect.poll(said, { intervals: [20], timeout: 10_000 }).toBe('Link lost, values as of');
      const ms = Date.now() - sinceMs;
      console.log(`${new URL(page.url()).pathname} said so after ${ms} ms`);
      expect(ms).toBeLessThan(5000);
      const time = await shownTime(page);
      await expect(page.locator('.banner--link')).toContainText(`Link lost. Values as of ${time}.`);
      expect(secondsBetween(time, clock(sinceMs)), `${time} is when the last values came`).toBeLessThanOrEqual(3);
    }),
  );
}

/** Live is a page that says so and whose clock moves. */
async function expectLive(pages: readonly Page[], sinceMs: number): Promise<void> {
  await Promise.all(
    pages.map(async page => {
      await expect(status(page)).toHaveText(/^Live( again)?$/, { timeout: 10_000 });
      await expect(page.locator('.banner--link')).toBeHidden();
      await expect
        .poll(async () => secondsBetween(clock(sinceMs), await shownTime(page)), { timeout: 10_000 })
        .toBeGreaterThanOrEqual(1);
      expect(Date.now() - sinceMs).toBeLessThan(10_000);
    }),
  );
}

/** The server counts its streams once a second. */
async function expectOneStreamEach(owner: Page, pages: number): Promise<void> {
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(pages);
}

const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 19);

/** Between two times of day, positive when the second one is later; across midnight too. */
function secondsBetween(first: string, second: string): number {
  const [a, b] = [first, second].map(time => Date.parse(`1970-01-01T${time}Z`) / 1000);
  return ((b! - a! + 43_200 + 86_400) % 86_400) - 43_200;
}
