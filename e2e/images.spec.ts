import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { Page } from '@playwright/test';
import { makePicture } from '../app/images/testing/make-picture.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { readOwn } from './readings.ts';
import { sendPicture } from './send-picture.ts';
import { setHidden } from './set-hidden.ts';

const HOUR_MS = 60 * 60_000;
const tile = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of door' });

/** Whether a picture is there and not a broken one. */
const isSeen = (page: Page, name: RegExp) =>
  page.getByRole('img', { name }).evaluate(image => 'naturalWidth' in image && Number(image.naturalWidth) > 0);

test('what curl sends is on the page that waits for it, and the next one takes its place', async ({
  owner,
  server,
}, info) => {
  await owner.goto(routes.images.href());
  await expect(owner.getByRole('heading', { name: /No picture yet/ })).toBeVisible();
  await expect(owner.getByRole('code').first()).toContainText(`/img/door?k=${server.writeToken}`);
  const file = info.outputPath('door.jpg');
  writeFileSync(file, await makePicture({ width: 320, height: 240 }));
  const url = server.url + routes.img.href({ name: 'door' }, { k: server.writeToken });
  expect(String(execFileSync('curl', ['-sS', '-T', file, url]))).toMatch(/^ok image door 320x240 JPEG .* \(new\)\n$/);
  await expect(tile(owner, 'door')).toContainText('1 picture');
  await expect.poll(() => isSeen(owner, /door/)).toBe(true);
  await expect(owner.getByRole('heading', { name: /No picture yet/ })).toBeHidden();

  await tile(owner, 'door').getByRole('link').click();
  const now = owner.getByRole('img', { name: /^door at/ });
  const before = await now.getAttribute('src');
  await sendPicture(server, 'door', { seed: 5, room: '<b>hall</b>' });
  await expect(now).not.toHaveAttribute('src', before!);
  await expect(owner.getByRole('region', { name: 'door' })).toContainText('room=<b>hall</b>');
});

test('an endless body is seen as it comes, and the page says so until it ends', async ({ owner, server }) => {
  await sendPicture(server, 'cam');
  await owner.goto(routes.image.href({ name: 'cam' }));
  const camera = request(server.url + routes.img.href({ name: 'cam' }, { k: server.writeToken }), { method: 'PUT' });
  const answered = new Promise(resolve => camera.on('response', response => resolve(response.resume())));
  for (const seed of [1, 2, 3]) camera.write(await makePicture({ seed, width: 320, height: 240 }));
  const live = owner.getByRole('img', { name: 'cam, live' });
  await expect(live).toHaveAttribute('src', new RegExp(`^${routes.imageFrames.href({ name: 'cam' })}`));
  await expect.poll(() => isSeen(owner, /cam, live/)).toBe(true);
  await expect(owner.getByText('streaming')).toBeVisible();

  // The camera's own, and two of the page, which gives them back while nobody sees it.
  const openStreams = () => readOwn(owner.request, 'telltale_streams_open');
  await expect.poll(openStreams).toBe(3);
  await setHidden(owner, true);
  await expect.poll(openStreams).toBe(1);
  await setHidden(owner, false);
  await expect.poll(openStreams).toBe(3);
  camera.end();
  await answered;
  await expect(live).toHaveCount(0);
  await expect(owner.getByRole('img', { name: /^cam at/ })).toBeVisible();
});

test('arrow keys go through the past, the address follows, and two moments are compared', async ({ owner, server }) => {
  const nowMs = Date.now();
  for (const seed of [1, 2, 3]) await sendPicture(server, 'door', { seed, t: nowMs - (4 - seed) * 60_000 });
  await owner.goto(routes.image.href({ name: 'door' }));
  await slider(owner).focus();
  await owner.keyboard.press('ArrowLeft');
  await expect(owner).toHaveURL(routes.image.href({ name: 'door' }, { at: nowMs - 120_000 }));
  await expect(owner.getByText('As it was')).toBeVisible();
  await owner.keyboard.press('ArrowRight');
  await expect(owner).toHaveURL(routes.image.href({ name: 'door' }));
  await expect(owner.getByText('As it was')).toBeHidden();

  await owner.getByRole('link', { name: 'Before and after' }).click();
  await expect(owner.getByRole('img')).toHaveCount(2);
  await owner.getByRole('slider', { name: /How much/ }).press('End');
  await expect(owner.getByRole('slider', { name: /How much/ })).toHaveAttribute('aria-valuetext', /^100 % before/);
  await owner.getByRole('button', { name: 'Beside each other' }).click();
  await expect(owner.getByRole('slider', { name: /How much/ })).toBeHidden();
});

test('an image is deleted after a question, and is gone from every page', async ({ owner, server }) => {
  await sendPicture(server, 'door');
  await sendPicture(server, 'shed');
  const other = await owner.context().newPage();
  await other.goto(routes.images.href());
  await owner.goto(routes.image.href({ name: 'door' }));
  await owner.getByRole('link', { name: 'Delete this image' }).click();
  await owner.getByRole('button', { name: 'Delete image' }).click();
  await expect(owner.getByRole('status').filter({ hasText: 'Deleted door' })).toBeVisible();
  for (const page of [owner, other]) {
    await expect(tile(page, 'door')).toHaveCount(0);
    await expect(tile(page, 'shed')).toBeVisible();
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the past of an image is reached by links', async ({ owner, server }) => {
    const nowMs = Date.now();
    for (const seed of [1, 2]) await sendPicture(server, 'door', { seed, t: nowMs - (3 - seed) * HOUR_MS });
    await owner.goto(routes.images.href());
    await tile(owner, 'door').getByRole('link').click();
    await expect(owner.getByText('Newest')).toBeVisible();
    await owner.getByRole('link', { name: 'Earlier picture' }).click();
    await expect(owner.getByText('As it was')).toBeVisible();
    await expect.poll(() => isSeen(owner, /^door at/)).toBe(true);
    await owner.getByRole('link', { name: 'Later picture' }).click();
    await owner.getByRole('link', { name: 'Back to now' }).click();
    await owner.getByRole('link', { name: 'Before and after' }).click();
    await expect(owner.getByRole('img')).toHaveCount(2);
  });
});
