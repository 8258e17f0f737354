import { type Browser, chromium } from '@playwright/test';
import { startServer, type TestServer } from '../app/testing/real-server.ts';
import { type OwnNumbers, readOwnNumbers, untilOwnNumbers } from '../app/whole-path/testing/own-numbers.ts';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { chromiumPath } from '../e2e/chromium-path.ts';
import { type TvWatch, watchTv } from '../e2e/watch-tv.ts';
import { printTable } from './print-table.ts';
import { INSPECTABLE } from './soak-tv/collected-heap.ts';
import { grownInServer, lookAtServer, printServer, type ServerLook } from './soak-tv/server-look.ts';

/** The first minute, and until the engine has compiled what it runs: what the heap gains before is code. */
const WARM_UPDATES = 25_000;
const WARM_MS = 60_000;
const REPORT_EVERY_UPDATES = 10_000;
/** Of what the page held when it was warm. */
const MOST_MORE = 0.05;
const PAGE_FIELDS = ['nodes', 'listeners', 'heapBytes'] as const;

/** Weeks of a page on a wall in some minutes. Says what it costs, and gives whether nothing has grown. */
export async function soakTv(updates: number): Promise<boolean> {
  if (!(updates > WARM_UPDATES)) throw new Error(`--updates takes a number above ${WARM_UPDATES}.`);
  const server = await startServer({ env: { TELLTALE_LOG_LEVEL: 'warn', ...INSPECTABLE } });
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] });
  try {
    const grown = await soak(server, browser, updates);
    console.log(grown.length === 0 ? '\nNothing has grown.' : `\nIt has grown: ${grown.join(', ')}.`);
    return grown.length === 0;
  } finally {
    await browser.close();
    await server.dispose();
  }
}

async function soak(server: TestServer, browser: Browser, updates: number): Promise<string[]> {
  const visitor = await signIn(server);
  const board = await makeTvBoard(server, visitor);
  const before = await lookAtServer(server, await untilOwnNumbers(visitor, isAlone));
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  let warm = before;
  let half: ServerLook | undefined;
  let mostStreams = 0;
  let reported = 0;
  const look = async (seen: number): Promise<ServerLook> => {
    const found = await lookAtServer(server, await readOwnNumbers(visitor));
    mostStreams = Math.max(mostStreams, found.numbers.telltale_streams_open ?? 0);
    console.log(`${seen} updates, the server holds ${(found.heapBytes / 1e6).toFixed(1)} MB`);
    return found;
  };
  const watch = await watchTv({
    ...{ server, visitor, board, page, warmUpdates: WARM_UPDATES, warmMs: WARM_MS, updates },
    async onWarm(seen) {
      warm = await look(seen);
    },
    async onRound(seen) {
      if (seen < reported) return;
      reported += REPORT_EVERY_UPDATES;
      const found = await look(seen);
      if (seen >= updates / 2) half ??= found;
    },
  });
  const busy = await look(watch.updates);
  await page.close();
  const after = await lookAtServer(server, await untilOwnNumbers(visitor, isAlone));

  const looks = { before, warm, half: half ?? warm, busy, after };
  printPage(
    `${board.panels} panels, ${watch.updates} updates, ${watch.connections} streams one after the other, ${mostStreams} at once`,
    watch,
  );
  printServer(looks);
  return [
    ...PAGE_FIELDS.filter(field => moreOf(watch, field) > MOST_MORE).map(field => `${field} of the page`),
    ...(mostStreams > 1 ? ['streams at once'] : []),
    ...grownInServer(looks),
  ];
}

/** The one that asks is the only one who looks. */
const isAlone = (numbers: OwnNumbers) => numbers.telltale_streams_open === 1 && numbers.telltale_screens_open === 1;

const moreOf = ({ first, last }: TvWatch, field: (typeof PAGE_FIELDS)[number]) => last[field] / first[field] - 1;

function printPage(title: string, watch: TvWatch): void {
  printTable(
    title,
    ['in the page', `after ${watch.warmUpdates}`, 'at the end', 'more'],
    PAGE_FIELDS.map(field => [
      ...[field, `${watch.first[field]}`, `${watch.last[field]}`],
      `${(moreOf(watch, field) * 100).toFixed(1)} %`,
    ]),
  );
}
