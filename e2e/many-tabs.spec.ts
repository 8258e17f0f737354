import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { openTempCertificate } from '../app/testing/temp-certificate.ts';
import { test as base, expect } from './fixtures.ts';

const TABS = 12;
const PROTOCOL = "performance.getEntriesByType('navigation')[0].nextHopProtocol";

const status = (page: Page) => page.getByRole('main').getByRole('status').first();
const inbox = (page: Page) => page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').first();

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
