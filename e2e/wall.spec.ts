import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { LINK_LOST } from './complaints.ts';
import { expect, test } from './fixtures.ts';
import { readOwn, send } from './readings.ts';
import { setHidden } from './set-hidden.ts';

const MACHINE = { slug: 'this-machine' };
const WALL = routes.dashboard.href(MACHINE, { tv: '' });

/** What lies beyond the screen, in pixels down and across, and the smallest letters. */
const measure = (page: Page) =>
  page.evaluate<{ down: number; across: number; smallest: number }>(`(() => {
    const wall = document.querySelector('.tv');
    const words = [...wall.querySelectorAll('*')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    const sizes = words.filter(one => !(one instanceof SVGElement)).map(one => parseFloat(getComputedStyle(one).fontSize));
    return { down: wall.scrollHeight - innerHeight, across: wall.scrollWidth - innerWidth, smallest: Math.min(...sizes) };
  })()`);

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
] as const)
  test(`a dashboard fits a wall of ${width} by ${height} pixels, and its letters grow with it`, async ({
    owner,
    server,
  }) => {
    await owner.setViewportSize({ width, height });
    await owner.goto(WALL);
    await expect(owner.getByRole('article', { name: 'CPU', exact: true })).toBeVisible();
    const all = await measure(owner);
    // Letters that nobody could read are no use: on a small screen a long dashboard scrolls.
    expect([all.down > 0, all.across]).toEqual([height < 1080, 0]);

    // Seven panels can be read from across a room: 26 px of 1080.
    await send(server, { metric: 'depth', value: 7 });
    const at = [0, 6, 12, 18].map(x => ({ x, y: 0 })).concat([0, 6, 12].map(x => ({ x, y: 7 })));
    const panels = at.map(({ x, y }) => ({
      ...{ kind: 'stat', id: `p-${x}-${y}`, title: 'Depth', x, y, w: 6, h: 7, queries: [{ expr: 'depth' }] },
    }));
    const made = await owner.request.post(routes.dashboards.href(), {
      data: { title: 'Hall', panels },
      headers: { Accept: 'application/json', Origin: server.url },
    });
    const { slug } = await made.json();
    await owner.goto(routes.dashboard.href({ slug }, { tv: '' }));
    await expect(owner.getByRole('article')).toHaveCount(7);
    const seven = await measure(owner);
    expect([seven.down, seven.across]).toEqual([0, 0]);
    expect(seven.smallest / height).toBeGreaterThanOrEqual(25 / 1080);
  });

test('a wall stays live while its window is covered, fits again when a panel comes, and is left by a link', async ({
  complaints,
  owner,
  server,
}) => {
  await send(server, { metric: 'depth', value: 7 });
  const stat = { kind: 'stat', id: 'now', title: 'Depth', x: 0, y: 0, w: 24, h: 6, queries: [{ expr: 'depth' }] };
  const made = await owner.request.post(routes.dashboards.href(), {
    data: { title: 'Hall', panels: [stat] },
    headers: { Accept: 'application/json', Origin: server.url },
  });
  const { slug } = await made.json();
  const wall = await owner.context().newPage();
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto(routes.dashboard.href({ slug }, { tv: '', range: '15m' }));
  const depth = wall.getByRole('article', { name: 'Depth' });
  await expect(depth).toContainText('7');
  await owner.goto(routes.settings.href());
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(1);
  await setHidden(wall, true);
  await send(server, { metric: 'depth', value: 8 });
  await expect(depth).toContainText('8');
  expect(await readOwn(owner.request, 'telltale_streams_open')).toBe(1);
  complaints.expect(LINK_LOST);
  server.freeze();
  await expect(wall.locator(':root'), 'a link that says nothing is noticed').toHaveAttribute('data-link', 'lost');
  server.thaw();
  await send(server, { metric: 'depth', value: 9 });
  await expect(depth, 'it comes back by itself, seen or not').toContainText('9');
  await setHidden(wall, false);
  await expect(wall.locator('.tv__clock')).toHaveText(/^\d\d:\d\d$/);

  const before = await measure(wall);
  await owner.goto(routes.dashboardEdit.href({ slug }, { panel: 'now' }));
  await owner.getByRole('button', { name: 'Duplicate', exact: true }).click();
  await expect(wall.getByRole('article')).toHaveCount(2);
  await expect.poll(async () => (await measure(wall)).smallest).toBeLessThan(before.smallest);
  expect((await measure(wall)).down).toBe(0);

  await wall.locator('.tv').hover();
  await wall.getByRole('link', { name: 'Leave' }).click();
  await expect(wall).toHaveURL(routes.dashboard.href({ slug }, { range: '15m' }));
  await wall.getByRole('link', { name: 'Hall on a wall' }).click();
  await expect(wall.locator('.tv__clock')).toBeVisible();
});
