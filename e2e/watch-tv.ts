import type { Page } from '@playwright/test';
import type { TestServer } from '../app/testing/real-server.ts';
import type { TvBoard } from '../app/whole-path/testing/tv-board.ts';
import type { Visitor } from '../app/whole-path/testing/visitor.ts';
import { type PageCost, readPageCost } from './page-cost.ts';

export interface TvWatch {
  /** When everything had been used for a while, and the engine had compiled what runs often. */
  readonly first: PageCost;
  readonly last: PageCost;
  /** How many elements had been swapped in by `first`. */
  readonly warmUpdates: number;
  /** Elements that were swapped in. */
  readonly updates: number;
  /** Streams that the page opened. */
  readonly connections: number;
}

export interface TvTask {
  readonly server: TestServer;
  readonly visitor: Visitor;
  readonly board: TvBoard;
  readonly page: Page;
  /** The page is warm after so many updates, and not before `warmMs`. */
  readonly warmUpdates: number;
  readonly warmMs?: number;
  readonly updates: number;
  readonly onWarm?: (updates: number) => Promise<void>;
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

/** The page holds its newest message, which is of 150 characters at one time and of 60 000 at another: the least of so many counts. */
const LOOKS = 8;
/** A chart has one more of them for some seconds of every 40, and many nodes in each. */
const PARTS = 'document.querySelectorAll("g[data-settled], g[data-same]").length';

/**
 * A page of 30 panels that is never loaded anew, in one tab, while everything on it changes as fast as the browser swaps it in. The
 * screen is drawn whenever somebody else opens the page, so it need not keep its own pace.
 */
export async function watchTv(task: TvTask): Promise<TvWatch> {
  const { server, visitor, board, page, warmMs = 0, onWarm, onRound } = task;
  const [name, value] = visitor.cookie.split('=') as [string, string];
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.addInitScript(COUNT);
  await page.goto(server.url + board.path);
  const seen = () => page.evaluate<{ updates: number; connections: number }>('tv');

  const play = async () => {
    await board.send();
    const { cursor } = await visitor.visit(board.path);
    // Behind the newest by one event at most: nothing piles up on the way.
    await page.evaluate(`hasSwapped(${Number(cursor.split('-')[1]) - 1})`);
  };
  const until = async (isEnough: (updates: number) => boolean | Promise<boolean>) => {
    for (let { updates } = await seen(); !(await isEnough(updates)); { updates } = await seen()) {
      await play();
      await onRound?.(updates);
    }
  };
  const look = async () => {
    const costs: PageCost[] = [];
    while (costs.length < LOOKS) {
      await play();
      costs.push(await readPageCost(page));
    }
    const least = (field: keyof PageCost) => Math.min(...costs.map(cost => cost[field]));
    return { nodes: least('nodes'), listeners: least('listeners'), heapBytes: least('heapBytes') };
  };
  const openedAtMs = performance.now();
  await until(updates => updates >= task.warmUpdates && performance.now() - openedAtMs >= warmMs);
  const { updates: warmUpdates } = await seen();
  await onWarm?.(warmUpdates);
  const first = await look();
  const parts = await page.evaluate(PARTS);
  await until(async updates => updates >= task.updates && (await page.evaluate(PARTS)) === parts);
  const last = await look();
  return { first, last, warmUpdates, ...(await seen()) };
}
