import type { Page } from '@playwright/test';
import type { PanelDefinition } from '../app/dashboards/definition.ts';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const placed = { w: 12, h: 7 };
const line = (id: string, expr: string, more: object = {}): PanelDefinition => ({
  ...{ kind: 'line', id, title: `Chart ${id}`, ...placed },
  queries: [{ expr, legend: '{{room}}' }],
  ...more,
});

async function makeDashboard(owner: Page, definition: object): Promise<string> {
  const answer = await owner.request.post(routes.dashboards.href(), { data: { title: 'Rooms', ...definition } });
  expect(answer.status(), await answer.text()).toBe(201);
  return routes.dashboard.href({ slug: 'rooms' });
}

const TO_MS = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000;
const FROM_MS = TO_MS - 100_000;

/** In each of 100 seconds: of one room its number, of the other a thousand less that. */
async function sendRamp(server: TestServer): Promise<void> {
  const lines = Array.from({ length: 101 }, (_, second) => {
    const atMs = FROM_MS + second * 1000;
    return `ramp,room=up value=${second} ${atMs}\nramp,room=down value=${1000 - second} ${atMs}`;
  });
  const href = server.url + routes.influxWrite.href({}, { precision: 'ms', p: server.writeToken });
  const answer = await fetch(href, { method: 'POST', body: lines.join('\n') });
  expect(answer.ok, await answer.text()).toBe(true);
}

test('dragging over a chart shows that time, and going back undoes it', async ({ owner, server }) => {
  await sendRamp(server);
  const href = await makeDashboard(owner, { panels: [line('one', 'ramp')] });
  await owner.goto(`${href}?range=6h`);
  const plot = owner.locator('.plot');
  const { x, y, width, height } = (await plot.boundingBox())!;
  await owner.mouse.move(x + width * 0.25, y + height / 2);
  await owner.mouse.down();
  await owner.mouse.move(x + width * 0.75, y + height / 2, { steps: 4 });
  await owner.mouse.up();
  await expect(owner).toHaveURL(/\?from=\d+&to=\d+$/);
  const query = new URL(owner.url()).searchParams;
  const spanMs = Number(query.get('to')) - Number(query.get('from'));
  expect(Math.abs(spanMs - 3 * 3_600_000)).toBeLessThan(5 * 60_000);
  await expect(owner.getByRole('link', { name: 'Back to now' })).toBeVisible();
  await owner.goBack();
  await expect(owner).toHaveURL(`${href}?range=6h`);
  await expect(owner.getByRole('button', { name: 'Pause' })).toBeVisible();

  // The same by the keyboard.
  await owner.getByRole('slider', { name: 'Moment' }).focus();
  for (const key of ['Shift+PageDown', 'Shift+ArrowLeft', 'Enter']) await owner.keyboard.press(key);
  await expect(owner).toHaveURL(/\?from=\d+&to=\d+$/);
});

test('one moment is read in all charts at once, by pointer and by keyboard', async ({ owner, server }) => {
  await sendRamp(server);
  const mappings = [
    { to: 50, text: 'little' },
    { from: 50.5, to: 100, text: 'some' },
    { from: 101, text: 'much' },
  ];
  const panels = [
    line('one', 'ramp'),
    line('two', 'ramp * 2', { isStacked: true }),
    line('states', 'ramp', { kind: 'timeline', mappings }),
    line('cells', 'ramp', { kind: 'heatmap' }),
  ];
  const href = await makeDashboard(owner, { panels });
  await owner.goto(`${href}?from=${FROM_MS}&to=${TO_MS}`);
  const { x, y, width, height } = (await owner.locator('.plot').first().boundingBox())!;
  await owner.mouse.move(x + width * 0.4, y + height / 2);
  const read = () =>
    owner
      .locator('.legend__value[data-read]')
      .evaluateAll(all => all.map(one => Number.parseFloat(one.getAttribute('data-read')!)));
  await expect.poll(async () => (await read()).length).toBe(4);
  // A thousandth of axes up to 1000 and 2000 is as exact as it can be.
  const [down, up, down2, up2] = await read();
  for (const [value, wanted, tolerance] of [
    [down, 960, 2],
    [up, 40, 2],
    [down2, 1920, 4],
    [up2, 80, 4],
  ] as const)
    expect(Math.abs(value! - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(tolerance);
  await owner.mouse.move(x + width * 0.4, y - 60);
  await expect(owner.locator('[data-read]')).toHaveCount(0);

  // A timeline tells the word that held then, a heatmap between what the cell lies that is pointed at.
  await owner.locator('.heat__plot').scrollIntoViewIfNeeded();
  const heat = (await owner.locator('.heat__plot .chart').boundingBox())!;
  await owner.mouse.move(heat.x + heat.width * 0.4, heat.y + heat.height * 0.75);
  await expect(owner.locator('.lanes__told').first()).toHaveAttribute('data-read', 'much');
  await expect(owner.locator('.lanes__told').last()).toHaveAttribute('data-read', 'little');
  const [name, low, high] = /^(up|down) (\d+) to (\d+)$/
    .exec((await owner.locator('.heat__read').getAttribute('data-read'))!)!
    .slice(1);
  const value = name === 'up' ? 40 : 960;
  expect([Number(low) <= value + 1, Number(high) >= value - 1], `${low} to ${high} for ${value}`).toEqual([true, true]);
  await owner.mouse.move(heat.x + heat.width * 0.8, heat.y + heat.height * 0.25);
  await expect(owner.locator('.heat__read')).not.toHaveAttribute('data-read', new RegExp(`^${name} `));
  await expect(owner.locator('.lanes__told').last()).toHaveAttribute('data-read', 'some');
  await owner.mouse.move(0, 0);

  const moment = owner.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  await owner.keyboard.press('Home');
  await expect(moment).toHaveAttribute(
    'aria-valuetext',
    /^\d\d:\d\d:\d\d: Chart one down (1000|999).*Chart one up [012]/,
  );
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('variables and ranges are forms', async ({ owner, server }) => {
    for (const [room, value] of [
      ['attic', 21.4],
      ['cellar', 11.2],
    ] as const)
      await send(server, { metric: 'warmth', labels: { room }, value });
    const href = await makeDashboard(owner, {
      variables: [{ kind: 'query', name: 'room', label: 'Room', query: 'label_values(warmth, room)' }],
      panels: [{ kind: 'stat', id: 'now', title: 'In $room', w: 6, h: 4, queries: [{ expr: 'warmth{room="$room"}' }] }],
    });
    await owner.goto(href);
    await expect(owner.getByRole('article', { name: 'In attic' })).toContainText('21.4');
    await owner.getByLabel('Room', { exact: true }).selectOption('cellar');
    await owner.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(owner.getByRole('article', { name: 'In cellar' })).toContainText('11.2');
    await owner.getByRole('button', { name: 'Last 5 minutes' }).click();
    await owner.getByLabel('The last').fill('90m');
    await owner.getByRole('dialog', { name: 'Range' }).getByRole('button', { name: 'Show', exact: true }).click();
    await expect(owner).toHaveURL(/var-room=cellar&range=90m|range=90m&var-room=cellar/);
    await expect(owner.getByRole('article', { name: 'In cellar' })).toContainText('11.2');
  });
});

test('a page that is paused stands still, and has everything when it goes on', async ({ owner, server }) => {
  await send(server, { metric: 'depth', value: 1 });
  const panel = { kind: 'stat', id: 'now', title: 'Depth', w: 6, h: 4, queries: [{ expr: 'depth' }] };
  await owner.goto(await makeDashboard(owner, { panels: [panel] }));
  const depth = owner.getByRole('article', { name: 'Depth' });
  await send(server, { metric: 'depth', value: 2 });
  await expect(depth).toContainText('2');
  await owner.keyboard.press('p');
  await expect(owner.getByText(/^Paused at \d\d:\d\d:\d\d$/)).toBeVisible();
  for (const value of [7001, 7002, 7003]) await send(server, { metric: 'depth', value });
  // One panel, however often it would have been drawn: by a reading, and as its age grows.
  await expect(owner.getByText(/^, [1-9]\d* updates? of 1 panel since$/)).toBeVisible();
  await expect(depth).not.toContainText(/7.?00\d/);
  // All of the page, and not only what comes from here on.
  const anew = owner.waitForRequest(request => request.headers()['last-event-id'] === 'paused');
  await owner.getByRole('button', { name: 'Go on' }).click();
  await anew;
  await expect(depth).toContainText(/7.?003/);
  await send(server, { metric: 'depth', value: 8004 });
  await expect(depth).toContainText(/8.?004/);
  await expect(owner.getByText(/Paused/)).toHaveCount(0);
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('sideways over a chart marks a time that a press shows, up and down scrolls', async ({ owner, server }) => {
    await sendRamp(server);
    const more = ['two', 'three', 'four'].map(id => line(id, 'ramp'));
    const href = await makeDashboard(owner, { panels: [line('one', 'ramp'), ...more] });
    await owner.goto(`${href}?range=6h`);
    const placeOf = async () => {
      const { x, y, width, height } = (await owner.locator('.plot').first().boundingBox())!;
      return { x, width, middle: y + height / 2 };
    };
    const touch = await owner.context().newCDPSession(owner);
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
      for (const part of [0.25, 0.5, 0.75, 1]) {
        const point = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const offer = owner.getByRole('button', { name: /^Show \d\d:\d\d to \d\d:\d\d$/ });
    // A browser that is short of time drops a touch, and the finger touches again.
    await expect(async () => {
      const { x, width, middle } = await placeOf();
      await drag({ x: x + width * 0.25, y: middle }, { x: x + width * 0.75, y: middle });
      await expect(offer).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(async () => {
      if (await offer.isVisible()) await offer.tap();
      await expect(owner).toHaveURL(/from=\d+&to=\d+/, { timeout: 2000 });
    }).toPass();
    const query = new URL(owner.url()).searchParams;
    const spanMs = Number(query.get('to')) - Number(query.get('from'));
    expect(Math.abs(spanMs - 3 * 3_600_000)).toBeLessThan(10 * 60_000);

    await owner.goto(`${href}?range=6h`);
    const { x, width, middle } = await placeOf();
    await drag({ x: x + width / 2, y: middle }, { x: x + width / 2, y: middle - 150 });
    await expect.poll(() => owner.evaluate<number>('scrollY')).toBeGreaterThan(50);
    await expect(offer).toHaveCount(0);
  });
});
