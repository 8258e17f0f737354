import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { expect, test } from './fixtures.ts';

const UPDATES = 1000;

/** Counts what is swapped in, and adds up how far it moved anything. */
const COUNT = `globalThis.steady = { updates: 0, shift: 0, moved: [], told: [] };
document.addEventListener('htmx:sse:after:message', ({ detail: { message } }) => {
  steady.updates += message.data.split('<hx-partial').length - 1;
});
new PerformanceObserver(list => {
  for (const { value, sources } of list.getEntries()) {
    // An age stands at the end of its line, so a panel that turns late says a longer one.
    if (sources.every(({ node }) => (node?.closest ? node : node?.parentElement)?.closest('.panel__end'))) continue;
    steady.shift += value;
    steady.moved.push(...sources.map(({ node }) => node?.outerHTML?.slice(0, 200) ?? node?.textContent));
  }
}).observe({ type: 'layout-shift', buffered: true });
new MutationObserver(records => {
  for (const { target, addedNodes, type } of records) {
    const place = target.closest ? target : target.parentElement;
    const region = place?.closest('[aria-live], [role=status], [role=alert], [role=log], output');
    if (!region || region.getAttribute('aria-live') === 'off' || (type === 'childList' && addedNodes.length === 0)) continue;
    const words = region.textContent.trim();
    if (words !== '') steady.told.push({ words, atMs: performance.now() });
  }
}).observe(document, { childList: true, characterData: true, subtree: true });`;

interface Seen {
  readonly updates: number;
  readonly shift: number;
  readonly moved: readonly string[];
  /** What was read out by itself, and when. */
  readonly told: readonly { readonly words: string; readonly atMs: number }[];
}

/** Between two things that are read out, whatever lands. A timer may be early by a part of a millisecond. */
const APART_MS = 9_990;

const seen = (page: Page) => page.evaluate<Seen>('steady');

test(`while ${UPDATES} updates land nothing moves, closes or speaks often: half-typed words, the caret, what is marked or open and where one has scrolled`, async ({
  page,
  server,
}) => {
  test.setTimeout(90_000);
  const visitor = await signIn(server);
  const board = await makeTvBoard(server, visitor);
  await visitor.post(routes.dashboardVariables.href({ slug: board.path.split('/').at(-1)! }), {
    ...{ 'name.0': 'line', 'kind.0': 'query', 'offers.0': 'label_values(line)', 'isMulti.0': 'on' },
    ...{ 'name.1': 'over', 'kind.1': 'custom', 'offers.1': '1m\n5m' },
  });
  const [name, value] = visitor.cookie.split('=') as [string, string];
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.addInitScript(COUNT);
  await page.goto(server.url + board.path);
  await expect.poll(async () => (await seen(page)).updates).toBeGreaterThan(0);

  /** Until so many more updates have been swapped in. */
  const play = async (updates: number) => {
    const enough = (await seen(page)).updates + updates;
    while ((await seen(page)).updates < enough) await board.send();
  };

  // What was made a while ago may be silent by now, and its legend says so until something comes.
  await play(board.panels);
  await page.evaluate('steady.moved.length = steady.shift = 0');

  const title = page.getByRole('heading', { name: 'tv_chart_3' });
  await title.scrollIntoViewIfNeeded();
  await title.selectText();
  const mark = () => page.evaluate<unknown[]>('[String(getSelection()), scrollX, scrollY]');
  const marked = await mark();
  expect(marked[0]).toBe('tv_chart_3');
  await play(UPDATES / 2);
  expect(await mark()).toEqual(marked);

  const search = page.getByRole('searchbox');
  await search.fill('half a wo');
  await search.press('ArrowLeft');
  const field = () =>
    page.evaluate<unknown[]>(
      '(({ value, selectionStart, type }) => [value, selectionStart, type, scrollY])(document.activeElement)',
    );
  const typed = await field();
  expect(typed.slice(0, 3)).toEqual(['half a wo', 8, 'search']);
  await play(UPDATES / 2);
  expect(await field()).toEqual(typed);

  const { shift, moved, told } = await seen(page);
  expect(moved).toEqual([]);
  expect(shift).toBe(0);
  expect(told.length, 'events are said').toBeGreaterThan(0);
  for (const [at, { words, atMs }] of told.slice(1).entries())
    expect(atMs - told[at]!.atMs, `“${words}” behind “${told[at]!.words}”`).toBeGreaterThan(APART_MS);

  await stayOpen(page, () => play(UPDATES / 10));
});

/** What somebody has opened, or is about to choose. */
async function stayOpen(page: Page, play: () => Promise<void>): Promise<void> {
  const list = page.locator('details.several');
  await list.locator('summary').click();
  await list.getByLabel('south').focus();
  await play();
  await expect(list).toHaveAttribute('open');
  await expect(list.getByLabel('south')).toBeFocused();

  const choice = page.getByLabel('over');
  await choice.focus();
  await choice.evaluate(element => element.setAttribute('data-same-one', ''));
  await play();
  await expect(page.locator('select[data-same-one]')).toBeFocused();

  await page.getByRole('button', { name: /^Last/ }).click();
  const picker = page.getByRole('dialog', { name: 'Range' });
  await picker.getByLabel('The last').fill('9');
  await play();
  await expect(picker.getByLabel('The last')).toHaveValue('9');
}
