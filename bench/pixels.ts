/**
 * How long after its answer a signal of each kind is seen: the product in a process of its own, Home in a real Chromium, one
 * signal after the other. Seen is the frame after the one that holds it; a picture has to be loaded.
 *
 *     npm run bench pixels [-- --quick | --rounds=40]
 */
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { makePicture } from '../app/images/testing/make-picture.ts';
import { routes } from '../app/routes.ts';
import { startServer } from '../app/testing/real-server.ts';
import { quantile } from './history/quantile.ts';
import { printTable } from './print-table.ts';

const option = process.argv.find(arg => arg.startsWith('--rounds='))?.split('=')[1];
const ROUNDS = Number(option ?? (process.argv.includes('--quick') ? 8 : 40));
/** Its first rounds are not counted: everything is new. */
const WARM_UP_ROUNDS = 3;
const WAIT_MS = 10_000;

const server = await startServer();
const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(path => existsSync(path));
const browser = await chromium.launch({
  ...(installed !== undefined && { executablePath: installed }),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const page = await browser.newPage();
/** Run in the page; the compiler of this file would put names of its own into them. */
await page.addInitScript(`
  const drawn = resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
  const inTime = start => new Promise((resolve, reject) => {
    start(resolve);
    setTimeout(() => reject(new Error('not seen in time')), ${WAIT_MS});
  });
  globalThis.seenText = text => inTime(resolve => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('.inbox')?.textContent.includes(text)) return;
      observer.disconnect();
      drawn(resolve);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  globalThis.seenPicture = () => inTime(resolve =>
    document.addEventListener('load', event => {
      if (event.target instanceof HTMLImageElement && event.target.closest('.inbox')) drawn(resolve);
    }, { capture: true }));
`);
await page.goto(server.setupUrl);

const k = { k: server.writeToken };
/** What is sent in a round, and the text that shows it. */
const kinds = {
  reading: (round: number) => [routes.inOne.href({ metric: 'temperature' }, k), `${700 + round}`] as const,
  log: (round: number) => [routes.logStream.href({ stream: 'app' }, k), `order paid number ${round};`] as const,
  job: (round: number) =>
    [routes.jobSignal.href({ name: 'nightly' }, k), `${round}/100 copied file ${round};`] as const,
  event: (round: number) => [routes.event.href({ topic: 'deploys' }, k), `release ${round};`] as const,
};

const taken = new Map<string, number[]>();
for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
  for (const [kind, make] of Object.entries(kinds)) {
    const [path, body] = make(round);
    await measure(kind, round, path, body, seenText(page, body.replace(/^\d+.100 /, '')));
  }
  const picture = Uint8Array.from(await makePicture({ seed: round, width: 640, height: 480 }));
  await measure('image', round, routes.img.href({ name: 'door' }, k), picture, seenPicture(page));
}

const all = [...taken.values()].flat();
printTable(
  `From the answer until it is seen, ${ROUNDS} of each kind, in ms`,
  ['kind', 'median', 'p95', 'longest'],
  [...taken, ['all', all] as const].map(([kind, ms]) => [
    kind,
    ...[quantile(ms, 0.5), quantile(ms, 0.95), Math.max(...ms)].map(each => String(Math.round(each))),
  ]),
);
await browser.close();
await server.dispose();

async function measure(
  kind: string,
  round: number,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  seen: Promise<number>,
) {
  const response = await fetch(server.url + path, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  await response.arrayBuffer();
  const answeredMs = Date.now();
  const ms = Math.max(0, (await seen) - answeredMs);
  if (round >= WARM_UP_ROUNDS) taken.set(kind, [...(taken.get(kind) ?? []), ms]);
}

/** The moment (`Date.now()` in the browser, which has the clock of this machine) when the Inbox shows a text. */
function seenText(on: Page, text: string): Promise<number> {
  return on.evaluate(`seenText(${JSON.stringify(text)})`);
}

/** The moment when the next picture of the Inbox is loaded and drawn. */
function seenPicture(on: Page): Promise<number> {
  return on.evaluate('seenPicture()');
}
