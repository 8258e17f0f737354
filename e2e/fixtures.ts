import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { type Complaints, createComplaints } from './complaints.ts';
import { type CuttableLink, createCuttableLink } from './cuttable-link.ts';

export { expect };

interface Options {
  /** More settings of the server. */
  readonly serverEnv: Readonly<Record<string, string>>;
}

interface Fixtures {
  /** A server of this test alone, just started for the first time. */
  readonly server: TestServer;
  /** What browsers complained about. Nothing is allowed but what the test expects. */
  readonly complaints: Complaints;
  /** The page of the owner, signed in by the one-time address. */
  readonly owner: Page;
  /** A way to the server that can be cut. */
  readonly link: CuttableLink;
  /** The owner's page where that way is the only one. */
  readonly remoteOwner: Page;
  /** A page in a browser of its own, signed in as nobody. */
  readonly visit: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Playwright's `test` with a server, its owner, and an eye on errors in every page. */
export const test = base.extend<Options & Fixtures>({
  serverEnv: [{}, { option: true }],

  server: async ({ serverEnv }, use) => {
    const server = await startServer({ env: serverEnv });
    await use(server);
    await server.dispose();
  },

  baseURL: async ({ server }, use) => use(server.url),

  complaints: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const complaints = createComplaints();
      await use(complaints);
      expect(complaints.unexpected, 'errors in the pages').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, complaints }, use) => {
    complaints.watch(context);
    await use(context);
  },

  owner: async ({ page, server }, use) => {
    await page.goto(server.setupUrl);
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    await use(page);
  },

  link: async ({ server }, use) => {
    const link = await createCuttableLink(server.port);
    await use(link);
    await link.close();
  },

  remoteOwner: async ({ server, link, visit }, use) => {
    const page = await visit({ baseURL: link.url });
    const { pathname, search } = new URL(server.setupUrl);
    await page.goto(pathname + search);
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    await use(page);
  },

  visit: async ({ browser, baseURL, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async options => {
      const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }), ...options });
      contexts.push(context);
      complaints.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});
