/**
 * What a page of 30 panels, all of which change once a second, costs its browser: how long the main thread of a real Chromium is busy at a
 * stretch, how far anything moves, and how much of a processor the page takes.
 *
 *     npm run bench long-tasks [-- --seconds=60]
 */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright';
import { startServer } from '../app/testing/real-server.ts';
import { makeTvBoard } from '../app/whole-path/testing/tv-board.ts';
import { signIn } from '../app/whole-path/testing/visitor.ts';
import { printTable } from './print-table.ts';

const option = process.argv.find(arg => arg.startsWith('--seconds='))?.split('=')[1];
const SECONDS = Number(option ?? 60);
/** The engine compiles what it meets for the first time. */
const WARM_UP_S = 10;

interface Seen {
  readonly tasksMs: readonly number[];
  readonly shift: number;
  readonly updates: number;
}

const server = await startServer();
const visitor = await signIn(server);
const board = await makeTvBoard(server, visitor);
const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => existsSync(path));
const browser = await chromium.launch({
  ...(installed !== undefined && { executablePath: installed }),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const [name, value] = visitor.cookie.split('=') as [string, string];
await page.context().addCookies([{ name, value, url: server.url }]);
await page.addInitScript(`
  globalThis.seen = { tasksMs: [], shift: 0, updates: 0 };
  new PerformanceObserver(list => seen.tasksMs.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  new PerformanceObserver(list => list.getEntries().forEach(({ value }) => (seen.shift += value))).observe({ type: 'layout-shift' });
  document.addEventListener('htmx:sse:after:message', ({ detail: { message } }) => {
    seen.updates += message.data.split('<hx-partial').length - 1;
  });`);
await page.goto(server.url + board.path);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
const busySeconds = async () => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(metric => metric.name === 'TaskDuration')!.value;
};

await play(WARM_UP_S);
await page.evaluate('seen = { tasksMs: [], shift: 0, updates: 0 }');
const before = await busySeconds();
await play(SECONDS);
const busy = (await busySeconds()) - before;
const { tasksMs, shift, updates } = await page.evaluate<Seen>('seen');
printTable(
  `${board.panels} panels at 1 Hz for ${SECONDS} s`,
  ['updates', 'tasks over 50 ms', 'longest ms', 'busy of a core', 'layout shift'],
  [
    [
      String(updates),
      String(tasksMs.length),
      tasksMs.length === 0 ? '<= 50' : Math.max(...tasksMs).toFixed(0),
      `${((busy / SECONDS) * 100).toFixed(1)} %`,
      shift.toFixed(4),
    ],
  ],
);
await browser.close();
await server.dispose();

async function play(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    const next = wait(1000);
    await board.send();
    await next;
  }
}
