import type { Page } from '@playwright/test';
import type { TestServer } from '../app/testing/real-server.ts';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import type { Visitor } from '../app/whole-path/testing/visitor.ts';
import { type PageCost, readPageCost } from './page-cost.ts';

export interface TvWatch {
  readonly panels: number;
  /** When everything had been used for a while. */
  readonly first: PageCost;
  readonly last: PageCost;
  /** Elements that were swapped in. */
  readonly updates: number;
  /** Streams that the page opened. */
  readonly connections: number;
}

export interface TvTask {
  readonly server: TestServer;
  readonly visitor: Visitor;
  readonly page: Page;
  readonly warmUpdates: number;
  readonly updates: number;
  readonly onRound?: (updates: number) => Promise<void>;
}

const COUNT = `globalThis.tv = { updates: 0, connections: 0, number: 0 };
document.addEventListener('htmx:sse:after:connection', () => tv.connections++);
document.addEventListener('htmx:sse:after:message', ({ detail: { message } }) => {
  tv.updates += message.data.split('<hx-partial').length - 1;
  tv.number = Number(message.id.split('-')[1]);
});
globalThis.hasSwapped = number => new Promise(resolve => {
  const look = () => (tv.number >= number ? resolve() : setTimeout(look, 5));
  look();
});`;

/**
 * A page of 30 panels that is never loaded anew, in one tab, while everything on it changes as fast as the browser swaps it in. The
 * screen is drawn whenever somebody else opens the page, so it need not keep its own pace.
 */
export async function watchTv({ server, visitor, page, warmUpdates, updates, onRound }: TvTask): Promise<TvWatch> {
  const [name, value] = visitor.cookie.split('=') as [string, string];
  await page.context().addCookies([{ name, value, url: server.url }]);
  const board = await makeTvBoard(server, visitor);
  await page.addInitScript(COUNT);
  await page.goto(server.url + board.path);
  const seen = () => page.evaluate<{ updates: number; connections: number }>('tv');

  const until = async (wanted: number) => {
    for (let { updates } = await seen(); updates < wanted; { updates } = await seen()) {
      await board.send();
      const { cursor } = await visitor.visit(board.path);
      // Behind the newest by one event at most: nothing piles up on the way.
      await page.evaluate(`hasSwapped(${Number(cursor.split('-')[1]) - 1})`);
      await onRound?.(updates);
    }
  };
  await until(warmUpdates);
  const first = await readPageCost(page);
  await until(updates);
  const last = await readPageCost(page);
  const { connections, updates: swapped } = await seen();
  return { panels: board.panels, first, last, updates: swapped, connections };
}
