import type { Page } from '@playwright/test';
import { DEFAULT_RANGE } from '../app/dashboards/range.ts';
import { seriesKey } from '../app/history/series-key.ts';
import { routes } from '../app/routes.ts';
import { heightOf } from '../components/chart/scale.ts';
import { LINK_LOST } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import { readSeries } from './readings.ts';
import { type Sender, startSender } from './sender.ts';

/** 60 is the full proof. */
const SECONDS = Number(process.env.TELLTALE_RESUME_SECONDS ?? 20);
const ROOMS = ['attic', 'kitchen'];
const METRIC = 'load';
/** Its axis is always 0 to 100, whatever the values. */
const UNIT = '%';
const DOMAIN = { min: 0, max: 100 };

test(`${SECONDS} s of 10 readings a second, a third of it without network, and a server killed: no gap and no repeat`, async ({
  remoteOwner: page,
  link,
  server,
  complaints,
}) => {
  test.setTimeout(SECONDS * 1000 + 60_000);
  complaints.expect(LINK_LOST);
  const senders = ROOMS.map((room, i) =>
    startSender(server, { metric: METRIC, labels: { room }, unit: UNIT, seed: i + 1 }),
  );
  try {
    await Promise.all(senders.map(sender => sender.sent(2)));
    await page.goto(routes.home.href());
    await page.getByRole('button', { name: 'Make a dashboard of these' }).click();
    await expectDrawn(page, senders);
    const third = Math.round((SECONDS * 10) / 3);

    await Promise.all(senders.map(sender => sender.sent(third)));
    await page.context().setOffline(true);
    link.cut(); // What is open already stays open in a browser that is set offline.
    await expect(page.locator('.banner--link')).toContainText('Link lost');
    await Promise.all(senders.map(sender => sender.sent(2 * third)));
    await page.context().setOffline(false);
    await expectDrawn(page, senders);

    await server.kill();
    await server.start();
    await Promise.all(senders.map(sender => sender.sent(3 * third)));
    await Promise.all(senders.map(sender => sender.finish()));
    await expectDrawn(page, senders);

    await expectKept(page, senders);
    // A new start knows only what is in the file.
    await server.stop();
    await server.start();
    await page.reload();
    await expectDrawn(page, senders);
    await expectKept(page, senders);
  } finally {
    for (const sender of senders) sender.abort();
  }
});

/** The lines on the page are those of the readings that were acknowledged, second by second. */
async function expectDrawn(page: Page, senders: readonly Sender[]): Promise<void> {
  for (const [i, sender] of senders.entries()) {
    await expect(async () => {
      const drawn = await drawnHeights(page, i);
      const acknowledged = sender.acknowledged();
      // Seconds that are still filled differ while an answer is under way.
      const isSettled = (_: unknown, at: number, all: readonly unknown[]) => sender.isFinished || at < all.length - 3;
      const expected = heightsOf(acknowledged).filter(isSettled);
      expect(expected.length).toBeGreaterThan(0);
      expect(drawn.slice(0, expected.length), ROOMS[i]).toEqual(expected);
      if (sender.isFinished) expect(drawn.length).toBe(expected.length);
    }).toPass({ timeout: 15_000 });
  }
}

/** The newest reading in the store is the last one that was acknowledged. */
async function expectKept(page: Page, senders: readonly Sender[]): Promise<void> {
  const kept = await readSeries(page.request, METRIC);
  for (const [i, sender] of senders.entries()) {
    const { atMs, value } = kept.find(({ key }) => key === seriesKey(METRIC, { room: ROOMS[i]! }))!;
    expect({ atMs, value }).toEqual(sender.acknowledged().at(-1));
  }
}

/** Height of each second from the first to the newest, as the page draws it, block by block; undefined where the line has a gap. */
async function drawnHeights(page: Page, line: number): Promise<(number | undefined)[]> {
  const paths = await page
    .getByRole('article', { name: METRIC })
    .locator(`path.chart__line.series-${line + 1}`)
    .evaluateAll(paths =>
      paths.map(path => {
        let x = 0;
        for (let group = path.parentElement; group?.tagName === 'g'; group = group.parentElement)
          x += Number(/translate\((-?\d+)/.exec(group.getAttribute('transform') ?? '')?.[1] ?? 0);
        return { x, d: path.getAttribute('d') ?? '' };
      }),
    );
  const heights: (number | undefined)[] = [];
  for (const { x, d } of paths) decodePath(d, x, heights);
  const first = heights.findIndex(height => height !== undefined);
  return Array.from(heights.slice(Math.max(0, first)));
}

function heightsOf(readings: readonly { readonly atMs: number; readonly value: number }[]): (number | undefined)[] {
  const bucketOf = ({ atMs }: { readonly atMs: number }) => Math.floor(atMs / DEFAULT_RANGE.stepMs);
  const buckets = Map.groupBy(readings, bucketOf);
  const [first, last] = [bucketOf(readings[0]!), bucketOf(readings.at(-1)!)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const values = (buckets.get(first + i) ?? []).map(({ value }) => value);
    return values.length === 0 ? undefined : heightOf(values.reduce((a, b) => a + b) / values.length, DOMAIN);
  });
}

/** The reverse of `linePath`: relative moves, and lines of one grid step each, or of several at one height. */
function decodePath(path: string, fromX: number, heights: (number | undefined)[]): void {
  const pen = { x: fromX, y: 0 };
  for (const [, letter, dx, dy] of path.matchAll(/([m ]?)(-?\d+) ?(-?\d+)/g)) {
    for (let x = pen.x + 1; letter !== 'm' && x < pen.x + Number(dx); x++) heights[x] = pen.y;
    pen.x += Number(dx);
    pen.y += Number(dy);
    heights[pen.x] = pen.y;
  }
}
