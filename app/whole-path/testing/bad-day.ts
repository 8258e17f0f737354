import assert from 'node:assert/strict';
import { routes } from '../../routes.ts';
import type { Random } from '../../testing/random.ts';
import type { TestServer } from '../../testing/real-server.ts';
import { type LivePage, openLivePage } from './live-page.ts';
import type { NumberedSender } from './numbered-sender.ts';
import { PAGES } from './pages.ts';
import { elementOf } from './swap-partials.ts';
import type { Visitor } from './visitor.ts';

const LIVE_PAGES: readonly (readonly [path: string, areas: readonly string[]])[] = [
  PAGES.Home,
  PAGES['a dashboard'],
  PAGES['a series'],
  [routes.logs.href(), ['log-levels', 'log-streams', 'log-times', 'log-lines', 'log-status']],
  [routes.events.href(), ['event-rows', 'event-topics']],
];
const STEPS = 14;
/** The network fails somewhere in the head, the greeting or one of the events; compressed these are short. */
const CUT_WITHIN_BYTES = [60_000, 6000];

/** What happened to the pages of one day. */
export type Happened = Record<string, number>;

/**
 * A day on which everything goes wrong, by chance: pages are opened and join, with gzip or without, something is sent, the network fails in the midst of
 * an event or without a word, the server is told to stop or is killed, and starts anew. At its end every page has come back and is
 * what a new one is; on the way no line of a list was missing or doubled.
 */
export async function liveBadDay(
  server: TestServer,
  visitor: Visitor,
  sender: NumberedSender,
  random: Random,
): Promise<Happened> {
  const pages: LivePage[] = [];
  const happened: Happened = {};
  const some = () => pages[random(pages.length)]!;
  const open = async () => {
    const [path, areas] = LIVE_PAGES[random(LIVE_PAGES.length)]!;
    const onSwap = (html: string) => checkLists(path, html, sender);
    pages.push(await openLivePage(visitor, path, areas, { onSwap, isGzip: random(2) === 0 }));
    if (random(2) === 0) await sender.send();
    pages.at(-1)!.connect();
  };
  const restart = async (end: () => Promise<unknown>) => {
    const inFlight = sender.sendUnheard();
    await end();
    await inFlight;
    if (random(2) === 0) some().connect(); // to nobody
    await server.start();
  };
  const steps: Record<string, () => unknown> = {
    open,
    send: () => sender.send(),
    sendMuch: async () => {
      for (let left = 5 + random(20); left > 0; left--) await sender.send();
    },
    redraw: () => visitor.visit(LIVE_PAGES[random(LIVE_PAGES.length)]![0]),
    comeBack: () => some().connect(),
    cutMidway: () => some().connect(1 + random(CUT_WITHIN_BYTES[random(2)]!)),
    reset: () => some().client.socket.resetAndDestroy(),
    goSilent: () => some().client.socket.pause(),
    stop: () => restart(() => server.stop()),
    kill: () => restart(() => server.kill()),
  };
  /** A start takes as long as a hundred of the others. */
  const likely = ['open', 'send', 'sendMuch', 'redraw', 'comeBack', 'cutMidway', 'reset', 'goSilent'];
  const lots = [...likely, ...likely, 'stop', 'kill'];

  try {
    for (const _ of [1, 2, 3]) await open();
    for (let step = 0; step < STEPS; step++) {
      const name = lots[random(lots.length)]!;
      happened[name] = (happened[name] ?? 0) + 1;
      await steps[name]!();
    }
    await sender.send();
    for (const page of pages) page.connect();
    for (const page of pages) await page.expectSameAsFresh();
    await sender.send();
    for (const page of pages) assert.equal(await page.expectSameAsFresh(), 0, 'from here on every event, once');
    return happened;
  } finally {
    for (const page of pages) page[Symbol.dispose]();
  }
}

/** Of what was acknowledged nothing is missing between the first and the last number that a list shows, and none is there twice. */
function checkLists(path: string, html: string, sender: NumberedSender): void {
  const list = path === routes.logs.href() ? 'log-lines' : path === routes.events.href() ? 'event-rows' : undefined;
  if (list === undefined) return;
  const shown = [...elementOf(html, list).matchAll(/number (\d+)\./g)].map(([, number]) => Number(number));
  const sorted = shown.toSorted((a, b) => a - b);
  assert.deepEqual(list === 'log-lines' ? shown : shown.toReversed(), sorted, `${list} in order`);
  assert.equal(new Set(shown).size, shown.length, `${list}: each one once`);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const known = new Set(shown);
  const missing = sender.acknowledged.filter(number => number >= first && number <= last && !known.has(number));
  assert.deepEqual(missing, [], `${list}: none is missing`);
}
