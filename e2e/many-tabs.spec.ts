import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { openTempCertificate } from '../app/testing/temp-certificate.ts';
import { test as base, expect } from './fixtures.ts';
import { readOwn, send } from './readings.ts';
import { setHidden } from './set-hidden.ts';

const TABS = 12;
const PROTOCOL = "performance.getEntriesByType('navigation')[0].nextHopProtocol";

const HIDDEN_AT_FIRST = "Object.defineProperty(document, 'hidden', { value: true, configurable: true })";

const reading = (value: number) => ({ metric: 'temperature', labels: { unit: '°C' }, value });
const status = (page: Page) => page.getByRole('main').getByRole('status').first();
const inbox = (page: Page) => page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').first();

/** Looks often: what is measured is the page, not the test. */
const expectSoon = (page: Page, text: string) =>
  expect.poll(() => inbox(page).textContent(), { intervals: [20], timeout: 5000 }).toContain(text);

/** The owner's page and others beside it, all of one browser. */
async function openTabs(owner: Page): Promise<Page[]> {
  const pages = [owner];
  while (pages.length < TABS) {
    const page = await owner.context().newPage();
    await page.goto(routes.home.href());
    pages.push(page);
  }
  return pages;
}

base.describe('over https', () => {
  const test = base.extend({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    serverEnv: async ({}, use) => {
      const certificate = openTempCertificate();
      await use(certificate.env);
      certificate.remove();
    },
    ignoreHTTPSErrors: true,
  });

  test(`${TABS} tabs in view are all live at once, over one HTTP/2 connection`, async ({ owner, server }) => {
    const pages = await openTabs(owner);
    for (const page of pages) {
      expect(await page.evaluate(PROTOCOL)).toBe('h2');
      await expect(status(page)).toHaveText('Live');
    }
    const path = routes.inOne.href({ metric: 'temperature' }, { k: server.writeToken });
    for (const value of ['21.4', '22.9']) {
      const answer = await owner.request.post(path, { data: value, headers: { 'Content-Type': 'text/plain' } });
      expect(answer.status(), await answer.text()).toBe(200);
      const answeredAt = performance.now();
      await Promise.all(pages.map(page => expect(inbox(page)).toContainText(value, { timeout: 5000 })));
      console.log(`${TABS} tabs show it ${Math.round(performance.now() - answeredAt)} ms after the answer`);
    }
  });
});

base.describe('over http, where a browser keeps six connections', () => {
  const test = base;

  test(`of ${TABS} tabs the one in view is live, and each is right within a second of being seen`, async ({
    owner,
    server,
  }) => {
    test.setTimeout(120_000);
    const pages = [owner];
    while (pages.length < TABS) {
      await setHidden(pages.at(-1)!, true);
      const page = await owner.context().newPage();
      await page.goto(routes.home.href());
      pages.push(page);
    }
    let shown = pages.at(-1)!;
    for (const [i, page] of [...pages, owner].entries()) {
      await setHidden(shown, true);
      await send(server, reading(100 + i));
      const seenAt = performance.now();
      await setHidden(page, false);
      await expectSoon(page, `${100 + i}°C`);
      const ms = Math.round(performance.now() - seenAt);
      console.log(`tab ${i} was right after ${ms} ms`);
      expect(ms).toBeLessThan(1000);
      shown = page;
    }
    await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(1);
  });

  test('a page that was hidden for eight hours, and over a restart, is right within a second of being seen', async ({
    owner,
    server,
  }) => {
    await owner.addInitScript('const trueNow = Date.now; globalThis.skewMs = 0; Date.now = () => trueNow() + skewMs;');
    await owner.reload();
    await send(server, reading(21));
    await expect(inbox(owner)).toContainText('21°C');
    await setHidden(owner, true);
    await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(0);
    await server.stop();
    await server.start();
    await owner.request.get(routes.home.href()); // its first page takes longer
    await owner.evaluate('skewMs = 8 * 3_600_000');
    await send(server, reading(22));
    const seenAt = performance.now();
    await setHidden(owner, false);
    await expectSoon(owner, '22°C');
    expect(performance.now() - seenAt).toBeLessThan(1000);
  });

  test('tabs that are opened behind the one in view take nothing from it, and are live when they are seen', async ({
    owner,
    server,
  }) => {
    await owner.context().addInitScript(HIDDEN_AT_FIRST);
    const pages = await openTabs(owner);
    await send(server, reading(21));
    await expect(inbox(owner)).toContainText('21°C');
    await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(1);
    await setHidden(owner, true);
    await setHidden(pages.at(-1)!, false);
    await send(server, reading(22));
    await expect(inbox(pages.at(-1)!)).toContainText('22°C');
    await expect(status(pages.at(-1)!)).toHaveText('Live');
  });

  test('of pages that are all in view five are live, the others say why not within 5 s, and take the place of one that leaves', async ({
    owner,
    server,
  }) => {
    const pages = [owner];
    for (let i = 1; i < 8; i++) {
      const page = await owner.context().newPage();
      const openedAt = performance.now();
      await page.goto(routes.home.href());
      await expect(status(page)).toHaveText(i < 5 ? 'Live' : /^Not live: other pages of this browser are/);
      expect(performance.now() - openedAt).toBeLessThan(5000);
      pages.push(page);
    }
    await send(server, reading(21));
    await Promise.all(pages.slice(0, 5).map(page => expect(inbox(page)).toContainText('21°C')));
    await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(5);
    await pages[1]!.close();
    await expect(status(pages[5]!)).toHaveText('Live');
    await expect(inbox(pages[5]!)).toContainText('21°C');
    await expect(status(pages[6]!)).toHaveText(/^Not live/);
  });
});
