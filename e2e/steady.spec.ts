import type { Page } from '@playwright/test';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { expect, test } from './fixtures.ts';

const UPDATES = 1000;

/** Counts what is swapped in, and adds up how far it moved anything. */
const COUNT = `globalThis.steady = { updates: 0, shift: 0, moved: [] };
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
}).observe({ type: 'layout-shift', buffered: true });`;

interface Seen {
  readonly updates: number;
  readonly shift: number;
  readonly moved: readonly string[];
}

const seen = (page: Page) => page.evaluate<Seen>('steady');

test(`while ${UPDATES} updates land nothing moves: half-typed words, the caret, what is marked and where one has scrolled`, async ({
  page,
  server,
}) => {
  test.setTimeout(90_000);
  const visitor = await signIn(server);
  const board = await makeTvBoard(server, visitor);
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

  const { shift, moved } = await seen(page);
  expect(moved).toEqual([]);
  expect(shift).toBe(0);
});
