import { chromium } from '@playwright/test';
import { startServer } from '../app/testing/real-server.ts';
import { type OwnNumbers, readOwnNumbers, untilOwnNumbers } from '../app/whole-path/testing/own-numbers.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { chromiumPath } from '../e2e/chromium-path.ts';
import { watchTv } from '../e2e/watch-tv.ts';
import { printTable } from './print-table.ts';

/** A minute at four times a second, 30 panels each, and then some. */
const WARM_UPDATES = 8000;
const REPORT_EVERY_UPDATES = 10_000;
/** Of what the page held after the first minute. */
const MOST_MORE = 0.05;
const COUNTS = ['telltale_streams_open', 'telltale_stream_leases', 'telltale_subscribers'] as const;
/** Connections that are kept alive for the next question. */
const FILES_SLACK = 2;

/** Weeks of a page on a wall in some minutes. Says what it costs, and gives whether nothing has grown. */
export async function soakTv(updates: number): Promise<boolean> {
  if (!(updates > WARM_UPDATES)) throw new Error(`--updates takes a number above ${WARM_UPDATES}.`);
  const server = await startServer({ env: { TELLTALE_LOG_LEVEL: 'warn' } });
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] });
  try {
    const visitor = await signIn(server);
    const before = await untilOwnNumbers(visitor, numbers => numbers.telltale_streams_open === 1);
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    let warm: OwnNumbers | undefined;
    let mostStreams = 0;
    let reported = 0;
    const onRound = async (seen: number) => {
      if (seen < reported) return;
      reported += REPORT_EVERY_UPDATES;
      const numbers = await readOwnNumbers(visitor);
      if (seen >= WARM_UPDATES) warm ??= numbers;
      mostStreams = Math.max(mostStreams, numbers.telltale_streams_open ?? 0);
      console.log(`${seen} updates, ${mega(numbers.telltale_resident_memory_bytes)} MB in the server`);
    };
    const watch = await watchTv({ server, visitor, page, warmUpdates: WARM_UPDATES, updates, onRound });
    const busy = await readOwnNumbers(visitor);
    await page.close();
    const after = await untilOwnNumbers(visitor, numbers =>
      COUNTS.every(name => name === 'telltale_subscribers' || numbers[name] === before[name]),
    );

    const fields = ['nodes', 'listeners', 'heapBytes'] as const;
    const more = fields.map(field => watch.last[field] / watch.first[field] - 1);
    printTable(
      `${watch.panels} panels, ${watch.updates} updates, ${watch.connections} streams one after the other, ${mostStreams} at once`,
      ['in the page', `after ${WARM_UPDATES}`, 'at the end', 'more'],
      fields.map((field, i) => [
        field,
        `${watch.first[field]}`,
        `${watch.last[field]}`,
        `${(more[i]! * 100).toFixed(1)} %`,
      ]),
    );
    printTable(
      'In the server',
      ['', 'before', 'warm', 'at the end', 'page closed'],
      [...COUNTS, 'telltale_open_files', 'telltale_heap_used_bytes', 'telltale_resident_memory_bytes'].map(name => [
        name,
        ...[before, warm, busy, after].map(numbers => `${numbers?.[name] ?? ''}`),
      ]),
    );
    const isSlim = more.every(part => part <= MOST_MORE) && mostStreams <= 1;
    // Threads that start when a dashboard is first looked at stay: it is compared with when that was over.
    const isFree = (after.telltale_open_files ?? 0) <= (warm?.telltale_open_files ?? 0) + FILES_SLACK;
    console.log(isSlim && isFree ? '\nNothing has grown.' : '\nSomething has grown.');
    return isSlim && isFree;
  } finally {
    await browser.close();
    await server.dispose();
  }
}

const mega = (bytes = 0) => (bytes / 1e6).toFixed(0);
