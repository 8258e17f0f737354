import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { send } from './readings.ts';

const stat = (id: string, expr = 'temperature') => {
  return { kind: 'stat', id, title: id, w: 8, h: 4, queries: [{ expr }] };
};

/** A dashboard of three panels in one row, and where it is built. */
async function makeBoard(owner: Page): Promise<string> {
  const data = { title: 'Attic', panels: [stat('left'), stat('middle'), stat('right')] };
  const response = await owner.request.post(routes.dashboards.href(), { data });
  expect(response.status()).toBe(201);
  return routes.dashboardEdit.href({ slug: 'attic' });
}

const frame = (page: Page, id: string) => page.locator(`#frame-${id}`);
const placeOf = async (page: Page, id: string, kind: 'frame' | 'panel' = 'frame') => {
  const element = page.locator(`#${kind}-${id}`);
  const names = ['data-x', 'data-y', 'data-w', 'data-h'];
  const [x, y, w, h] = await Promise.all(names.map(name => element.getAttribute(name)));
  return `${x},${y} ${w}×${h}`;
};

/** Takes hold of the middle of an element, and goes so many pixels further, in small steps. */
async function dragBy(page: Page, selector: string, dx: number, dy: number): Promise<void> {
  // On its way it is not where it will be held.
  await page.evaluate(
    `Promise.allSettled(document.querySelector(${JSON.stringify(selector)}).getAnimations().map(way => way.finished))`,
  );
  const box = (await page.locator(selector).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 8 });
}

test('by mouse: drag a panel, size it, delete it, and take that back', async ({ owner }) => {
  await owner.goto(await makeBoard(owner));
  const { width } = (await owner.locator('#loom').boundingBox())!;
  const column = width / 24;
  await dragBy(owner, '#frame-left', 8 * column, 0);
  await expect(owner.locator('#loom-target')).toBeVisible();
  // The others give way before it is let go; Escape puts all back.
  await expect.poll(() => placeOf(owner, 'middle', 'panel')).toBe('8,4 8×4');
  await owner.keyboard.press('Escape');
  await expect(owner.locator('#loom-target')).toBeHidden();
  expect(await placeOf(owner, 'middle', 'panel')).toBe('8,0 8×4');
  await owner.mouse.up();
  await dragBy(owner, '#frame-left', 8 * column, 0);
  await expect.poll(() => placeOf(owner, 'middle', 'panel')).toBe('8,4 8×4');
  await owner.mouse.up();
  await expect.poll(() => placeOf(owner, 'left', 'panel')).toBe('8,0 8×4');
  await expect.poll(() => placeOf(owner, 'middle', 'panel')).toBe('8,4 8×4');
  await expect(owner.locator('#edit-strip')).toContainText('column 9–16 of 24, row 1–4');

  await dragBy(owner, '#frame-left [data-edge="bottom"]', 0, 74);
  await owner.mouse.up();
  await expect.poll(() => placeOf(owner, 'left', 'panel')).toBe('8,0 8×6');
  await expect(owner.locator('#edit-saved')).toContainText(/Saved/);

  await owner.getByRole('button', { name: 'Delete' }).click();
  await expect(owner.locator('#panel-left')).toHaveCount(0);
  await owner.locator('#toasts').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => placeOf(owner, 'left', 'panel')).toBe('8,0 8×6');
  await expect(owner.locator('#toasts')).toContainText('Undone: deleted “left”.');
});

test('by keyboard alone: make a dashboard’s panels move, grow and go, and hear where they are', async ({ owner }) => {
  await owner.goto(await makeBoard(owner));
  for (let i = 0; i < 60; i++) {
    await owner.keyboard.press('Tab');
    if ((await owner.evaluate('document.activeElement.id')) === 'frame-left') break;
  }
  await expect(frame(owner, 'left')).toBeFocused();
  // Faster than answers come: each step counts, in the order of the keys.
  for (const key of ['ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowDown', 'ArrowRight']) await owner.keyboard.press(key);
  await expect(owner.locator('#edit-strip').getByRole('status')).toHaveText('column 10–16 of 24, row 1–5');
  await expect.poll(() => placeOf(owner, 'left')).toBe('9,0 7×5');
  await expect(frame(owner, 'left')).toBeFocused();
  await owner.keyboard.press('Delete');
  await expect(frame(owner, 'left')).toHaveCount(0);
  await owner.keyboard.press('Control+z');
  await expect(frame(owner, 'left')).toHaveCount(1);
  await owner.keyboard.press('Control+z');
  await expect.poll(() => placeOf(owner, 'left')).toBe('8,0 7×5');
});

test('two build at once: what both do stands, they see each other, and who only looks sees it without loading', async ({
  owner,
  visit,
  server,
}) => {
  const href = await makeBoard(owner);
  const token = await owner.request.post(routes.tokens.href(), { form: { name: 'Anna Olsen', scope: 'admin' } });
  const secret = /\ba_[\w-]+/.exec(await token.text())![0];
  const anna = await visit({ extraHTTPHeaders: { Authorization: `Bearer ${secret}` } });
  const viewer = await owner.context().newPage();
  await viewer.goto(routes.dashboard.href({ slug: 'attic' }));
  await viewer.evaluate('globalThis.isSamePage = true');
  await viewer.getByRole('link', { name: 'Edit' }).focus();
  await owner.goto(href);
  await anna.goto(href);
  await expect(owner.locator('#edit-people')).toContainText('AO');
  await expect(anna.locator('#edit-people').getByRole('listitem')).toHaveCount(2);

  await frame(owner, 'left').focus();
  await frame(anna, 'right').focus();
  await Promise.all([owner.keyboard.press('Shift+ArrowDown'), anna.keyboard.press('Shift+ArrowDown')]);
  for (const page of [owner, anna, viewer])
    for (const [id, place] of [
      ['left', '0,0 8×5'],
      ['right', '16,0 8×5'],
    ] as const)
      await expect.poll(() => placeOf(page, id, 'panel'), { timeout: 2000 }).toBe(place);
  await expect(frame(owner, 'left')).toBeFocused();
  await expect(viewer.getByRole('link', { name: 'Edit' })).toBeFocused();
  expect(await viewer.evaluate('globalThis.isSamePage'), 'the page was not loaded anew').toBe(true);

  await anna.close();
  await expect(owner.locator('#edit-people')).not.toContainText('AO');
  await send(server, { metric: 'temperature', value: 19.5 });
  await expect(viewer.locator('#panel-left')).toContainText('19.5');
});

test('what is held stays in the hand while 200 readings land and somebody else moves the panels below', async ({
  owner,
  server,
}) => {
  const href = await makeBoard(owner);
  await owner.goto(href);
  const { width } = (await owner.locator('#loom').boundingBox())!;
  await dragBy(owner, '#frame-left', (16 * width) / 24, 0);
  await expect(owner.locator('#loom-target')).toHaveAttribute('data-x', '16');
  for (let i = 0; i < 10; i++) {
    const many = Array.from({ length: 20 }, (_, n) => send(server, { metric: 'temperature', value: 20 * i + n }));
    await Promise.all(many);
    const to = i % 2 === 0 ? 'taller' : 'shorter';
    await owner.request.post(href, { form: { act: 'size', panel: 'middle', to } });
  }
  await owner.request.post(href, { form: { act: 'size', panel: 'middle', to: 'taller' } });
  await expect.poll(() => placeOf(owner, 'middle')).toBe('8,0 8×5');
  await expect(owner.locator('#panel-middle')).toContainText('199');
  await expect(owner.locator('#loom-target')).toBeVisible();
  await expect(owner.locator('#loom-target')).toHaveAttribute('data-x', '16');
  await owner.mouse.up();
  await expect.poll(() => placeOf(owner, 'left', 'panel')).toBe('16,0 8×4');
  await expect.poll(() => placeOf(owner, 'right', 'panel')).toBe('16,4 8×4');
});
