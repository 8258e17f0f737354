import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { LINK_LOST } from './complaints.ts';
import { openStream } from './event-stream.ts';
import { fillWithData, OTHER_PAGES } from './every-page.ts';
import { test as base, expect } from './fixtures.ts';
import { feedByHand, type HandFedStream } from './hand-fed-stream.ts';
import { send } from './readings.ts';

/** The wait before the second, third and fourth try is 0.5, 1 and 2 s, 30 % less at least. */
const FOUR_TRIES_MS = 0.7 * 3500;
const LOGIN_PAGE = '<!doctype html><title>Login</title><p>Who are you?</p>';

/** What changes in the page beside the heading that the test sends, the stream and what is said of it. */
const NOTE_TOUCHED = `globalThis.touched = [];
const isElsewhere = node => !(node.nodeType === 1 ? node : node.parentElement)?.closest('#inbox-title, [data-live], .link-state');
new MutationObserver(records => {
  touched.push(...records.filter(({ target }) => isElsewhere(target)).map(({ target, type }) => type + ' of ' + target.nodeName));
}).observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true });`;

const test = base.extend<{ readonly fed: HandFedStream }>({
  /** The stream of the owner's Home. */
  fed: async ({ owner }, use) => {
    const fed = await feedByHand(owner, routes.homeLive.href());
    await owner.reload();
    await expect.poll(() => fed.open).toBe(1);
    await use(fed);
    await owner.goto('about:blank');
    await fed.close();
  },
});

const status = (page: Page) => page.getByRole('main').getByRole('status').first();
const partial = (target: string, html: string) =>
  `data: <hx-partial hx-target="${target}" hx-swap="outerMorph">${html}</hx-partial>\n\n`;

const STRANGE_ANSWERS: Readonly<Record<string, (response: ServerResponse, loginUrl: string) => unknown>> = {
  'nothing (204)': response => response.writeHead(204).end(),
  'a page to sign in': response => response.writeHead(200, { 'Content-Type': 'text/html' }).end(LOGIN_PAGE),
  'the way to a page to sign in': (response, loginUrl) => response.writeHead(302, { Location: loginUrl }).end(),
  'that it may not (401)': response => response.writeHead(401, { 'Content-Type': 'text/html' }).end(LOGIN_PAGE),
};

for (const [name, answer] of Object.entries(STRANGE_ANSWERS)) {
  test(`a page that is answered ${name} when it comes back asks less and less often, and heals by itself`, async ({
    owner,
    server,
    fed,
    complaints,
  }) => {
    complaints.expect(LINK_LOST, /status (of )?401/, /properties of null \(reading 'getReader'\)/);
    fed.answer = response => answer(response, server.url + routes.login.href());
    const before = fed.askedAtMs.length;
    fed.end();
    await expect.poll(() => fed.askedAtMs.length - before, { intervals: [20] }).toBeGreaterThanOrEqual(4);
    const [first, , , fourth] = fed.askedAtMs.slice(before);
    expect(fourth! - first!).toBeGreaterThan(FOUR_TRIES_MS);
    await expect(status(owner)).toHaveText('Link lost, values as of');
    await expect(owner.getByText('Who are you?')).toHaveCount(0);
    await expect(owner.getByRole('region', { name: 'Inbox' })).toBeVisible();
    fed.answer = undefined;
    await expect(status(owner)).toHaveText('Live again');
    await expect.poll(() => fed.open).toBe(1);
  });
}

test('messages that cannot be swapped in cost a stream each, and leave one', async ({ owner, fed, complaints }) => {
  complaints.expect(/is not a valid selector/);
  for (let bad = 1; bad <= 3; bad++) {
    const before = fed.askedAtMs.length;
    fed.say(partial('#[', '<p></p>'));
    await expect.poll(() => fed.askedAtMs.length).toBe(before + 1);
    await expect.poll(() => fed.open).toBe(1);
  }
  fed.say(partial('#inbox-title', '<h2 id="inbox-title">It goes on.</h2>'));
  await expect(owner.getByText('It goes on.')).toBeVisible();
});

test('what a reader opened stays open while it is redrawn, and a focus stays where it is', async ({ owner, fed }) => {
  const draw = (text: string) =>
    partial(
      '#inbox-title',
      `<div id="inbox-title"><details><summary>Details</summary><p>The ${text} one</p></details><input aria-label="Field"></div>`,
    );
  fed.say(draw('first'));
  await owner.getByText('Details', { exact: true }).click();
  await owner.getByLabel('Field').fill('typed');
  fed.say(draw('second'));
  await expect(owner.getByText('The second one')).toBeVisible();
  await expect(owner.getByLabel('Field')).toBeFocused();
  await expect(owner.getByLabel('Field')).toHaveValue('typed');
});

test('a message touches what it brings, the stream and its state, and nothing else', async ({ owner, fed }) => {
  await owner.evaluate(NOTE_TOUCHED);
  for (const text of ['first', 'second', 'third']) {
    fed.say(partial('#inbox-title', `<h2 id="inbox-title">The ${text} one</h2>`));
    await expect(owner.getByRole('heading', { name: `The ${text} one` })).toBeVisible();
  }
  expect(await owner.evaluate('touched')).toEqual([]);
});

base(
  'what the streams of all pages bring: whole elements, nothing that takes the focus or waits, line feeds only',
  async ({ owner, server }) => {
    base.setTimeout(120_000);
    await fillWithData(server);
    const Cookie = (await owner.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    let streams = 0;
    for (const path of [routes.home.href(), ...OTHER_PAGES]) {
      const html = await (await owner.request.get(path, { headers: { Accept: 'text/html' } })).text();
      const [, href] = /hx-sse:connect="([^"?]+(?:\?[^"]*)?)"/.exec(html) ?? [];
      if (href === undefined) continue;
      const address = new URL(href.replaceAll('&amp;', '&'), server.url);
      address.searchParams.delete('cursor'); // then it begins with everything
      for await (const { data } of openStream(address.href, { headers: { Cookie } })) {
        if (data === '') continue;
        streams++;
        expect(data.match(/.{0,40}(\sautofocus\b|transition:|\r)/), path).toBeNull();
        const firsts = [...data.matchAll(/<hx-partial [^>]*>\s*(?:<([\w-]+))?/g)].map(([, tag]) => tag);
        expect(firsts.length, path).toBeGreaterThan(0);
        for (const tag of firsts) expect(tag, path).not.toMatch(/^(g|path|line|polyline|circle|rect|text|use|defs)$/);
        break;
      }
    }
    expect(streams).toBeGreaterThan(12);
  },
);

base(
  'after a snapshot and updates every part of a chart is still one',
  async ({ remoteOwner: page, link, server, complaints }) => {
    complaints.expect(LINK_LOST);
    const reading = { metric: 'temperature', labels: { room: 'kitchen' } };
    for (const ago of [60, 40, 20]) await send(server, { ...reading, value: ago, atMs: Date.now() - ago * 1000 });
    await page.goto(routes.home.href());
    await page.getByRole('button', { name: 'Make a dashboard of these' }).click();
    const chart = page.getByRole('article', { name: 'temperature' });
    await expect(chart.locator('path.chart__line').first()).toBeAttached();
    await server.stop(); // its cursors are unknown to the next one, which sends everything
    await server.start();
    for (const value of [61.5, 62.5]) {
      await send(server, { ...reading, value });
      await expect(chart.getByText(String(value)).first()).toBeVisible();
      link.cut();
    }
    const strangers = await chart.evaluate(article =>
      [...article.querySelectorAll('svg *')]
        .filter(part => !part.closest('foreignObject') && part.namespaceURI !== 'http://www.w3.org/2000/svg')
        .map(part => part.outerHTML),
    );
    expect(strangers).toEqual([]);
  },
);
