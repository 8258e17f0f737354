import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { LINK_LOST } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import { installedChromium } from './installed-chromium.ts';
import { launchOptions } from './launch-options.ts';
import { chooseCredentials, signOut } from './people.ts';
import { readOwn, send } from './readings.ts';

// Playwright lets Chromium keep no page for Back; what people use does.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } });

const MARA = { name: 'mara', password: 'correct horse battery' };
const NOTE = `globalThis.shown = [];
addEventListener('pageshow', event => shown.push(event.persisted ? 'kept' : 'drawn'));
globalThis.connections = 0;
document.addEventListener('htmx:sse:after:connection', () => connections++);`;

const reading = (value: number) => ({ metric: 'temperature', labels: { unit: '°C' }, value });
const status = (page: Page) => page.getByRole('main').getByRole('status').first();
const inbox = (page: Page) => page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').first();
const shown = (page: Page) => page.evaluate<string[]>('shown');

test('Back draws a page anew, which no browser may keep: right and live within a second, by one stream', async ({
  owner,
  server,
}) => {
  await owner.addInitScript(NOTE);
  await owner.goto(routes.home.href());
  await send(server, reading(21));
  await expect(inbox(owner)).toContainText('21°C');
  await owner.goto(routes.explore.href());
  await send(server, reading(22));
  await expectBackInTime(owner, '22°C');
  expect(await shown(owner)).toEqual(['drawn']);
  await expectLiveByOne(owner, () => send(server, reading(23)), '23°C');
});

/** The packaged Chromium is one without windows, and those keep no page at all. */
const MEANWHILE = installedChromium === undefined ? [] : (['goes on', 'is started anew'] as const);

for (const meanwhile of MEANWHILE) {
  test(`a page that a browser kept all the same, while the server ${meanwhile}, is right and live within a second of Back, by one stream`, async ({
    complaints,
    owner,
    server,
  }) => {
    await letKeep(owner);
    await owner.addInitScript(NOTE);
    await owner.goto(routes.home.href());
    await send(server, reading(21));
    await expect(inbox(owner)).toContainText('21°C');
    await owner.goto(routes.settings.href());
    await expect.poll(() => readOwn(owner.request, 'telltale_streams_open'), 'a page left behind').toBe(0);
    if (meanwhile === 'is started anew') {
      complaints.expect(LINK_LOST); // the icon of the page may still be asked for
      await server.stop();
      await server.start();
      await owner.request.get(routes.home.href()); // its first page takes longer
    }
    await send(server, reading(22));
    await expectBackInTime(owner, '22°C');
    expect(await shown(owner)).toEqual(['drawn', 'kept']);
    await expectLiveByOne(owner, () => send(server, reading(23)), '23°C');
    expect(await owner.evaluate('connections'), 'one before, and one after').toBe(2);
  });
}

test('after signing out Back leads to the login', async ({ owner, server }) => {
  await chooseCredentials(owner, MARA);
  await send(server, reading(21));
  await expect(inbox(owner)).toContainText('21°C');
  await signOut(owner);
  await owner.goBack();
  await expectLogin(owner);
});

if (installedChromium !== undefined)
  test('after signing out Back leads to the login, also from a page that was kept', async ({ owner, server }) => {
    let kept = 0;
    await letKeep(owner);
    await owner.exposeFunction('noteKept', () => kept++);
    await owner.addInitScript("addEventListener('pageshow', event => event.persisted && noteKept())");
    await chooseCredentials(owner, MARA);
    await send(server, reading(21));
    await owner.goto(routes.home.href()); // what follows a form is out of our hands
    await expect(inbox(owner)).toContainText('21°C');
    await expect(status(owner)).toHaveText('Live');
    await signOut(owner);
    await owner.evaluate('history.go(-2)');
    await expect.poll(() => kept, 'it was shown').toBe(1);
    await expectLogin(owner);
  });

async function expectLogin(page: Page): Promise<void> {
  await expect(page).toHaveURL(new RegExp(routes.login.href()));
  await expect(page.getByText('21°C')).toHaveCount(0);
}

/** Takes from the pages what forbids browsers to keep them, as if one did not care. */
async function letKeep(page: Page): Promise<void> {
  await page.route('**', async route => {
    if (route.request().resourceType() !== 'document' || route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch({ maxRedirects: 0 });
    const { 'cache-control': _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
}

async function expectBackInTime(page: Page, text: string): Promise<void> {
  const pressedAt = performance.now();
  await page.goBack({ waitUntil: 'commit' });
  // Looks often: what is measured is the page, not the test.
  const said = async () => `${await inbox(page).textContent()} ${await status(page).textContent()}`;
  await expect.poll(said, { intervals: [20], timeout: 5000 }).toMatch(new RegExp(`${text}.* Live$`));
  const ms = Math.round(performance.now() - pressedAt);
  console.log(`right and live ${ms} ms after Back`);
  expect(ms).toBeLessThan(1000);
}

async function expectLiveByOne(page: Page, sendNext: () => Promise<unknown>, text: string): Promise<void> {
  await sendNext();
  await expect(inbox(page)).toContainText(text, { timeout: 1000 });
  await expect.poll(() => readOwn(page.request, 'telltale_streams_open')).toBe(1);
}
