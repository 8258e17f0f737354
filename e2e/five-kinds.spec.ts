import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePicture } from '../app/images/testing/make-picture.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { runLine } from './run-line.ts';
import { sendPicture } from './send-picture.ts';

const inboxOf = (page: Page) => page.getByRole('region', { name: 'Inbox' });
const rowOf = (page: Page, name: string) => inboxOf(page).getByRole('listitem').filter({ hasText: name });

test('the five lines to paste, one of each kind, give five live cards on the page that is open', async ({
  owner,
  visit,
  context,
  server,
}, testInfo) => {
  test.slow();
  await expect(inboxOf(owner).getByRole('heading', { name: /Nothing yet/ })).toBeVisible();
  await owner.evaluate('globalThis.isSamePage = true');
  const folder = testInfo.outputPath();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'door.jpg'), await makePicture({ width: 320, height: 240 }));
  const lines = await visit({ storageState: await context.storageState() });
  const shown = {
    curl: ['temperature', '21.4'],
    log: ['app', 'order 1188 paid'],
    image: ['door', '320'],
    job: ['nightly', '42'],
    event: ['deploys', '“shipped”'],
  };
  for (const [how, [name, words]] of Object.entries(shown) as [string, [string, string]][]) {
    await lines.goto(routes.home.href({}, { how }));
    const line = await inboxOf(lines).getByRole('button', { name: 'Copy' }).getAttribute('data-copy');
    expect(await runLine(line!, folder)).toMatch(/^ok /);
    await expect(rowOf(owner, name), `a card of ${name}`).toContainText(words);
  }
  await expect(inboxOf(owner).getByText('5 signals on no dashboard')).toBeVisible();
  await expect(inboxOf(owner).getByRole('img', { name: 'door, newest' })).toHaveJSProperty('complete', true);

  // Each goes on to move.
  const send = (path: string, body: string) => fetch(`${server.url}${path}`, { method: 'POST', body });
  const k = { k: server.writeToken };
  await send(routes.inOne.href({ metric: 'temperature' }, { room: 'kitchen', ...k }), '22.9');
  await send(routes.logStream.href({ stream: 'app' }, k), 'order 1189 paid');
  await send(routes.jobSignal.href({ name: 'nightly' }, k), '43/100 copying');
  await send(routes.event.href({ topic: 'deploys' }, k), 'shipped again');
  await sendPicture(server, 'door', { seed: 7 });
  await expect(rowOf(owner, 'temperature')).toContainText('22.9');
  await expect(rowOf(owner, 'app')).toContainText('order 1189 paid');
  await expect(rowOf(owner, 'nightly')).toContainText('43');
  await expect(rowOf(owner, 'deploys')).toContainText('“shipped again”');
  await expect(rowOf(owner, 'door')).toContainText('2 pictures');
  expect(await owner.evaluate('globalThis.isSamePage'), 'the page was not loaded anew').toBe(true);

  await inboxOf(owner).getByRole('button', { name: 'Make a dashboard of these' }).click();
  const panel = (name: string) => owner.getByRole('article', { name });
  await expect(panel('nightly')).toContainText('43');
  await send(routes.jobSignal.href({ name: 'nightly' }, k), 'done');
  await expect(panel('nightly')).toContainText('done');
  await send(routes.event.href({ topic: 'deploys' }, k), 'rolled back');
  await expect(panel('deploys').getByRole('listitem').first()).toContainText('rolled back');
  const picture = panel('door').getByRole('img');
  const before = await picture.getAttribute('src');
  await sendPicture(server, 'door', { seed: 8 });
  await expect(picture).not.toHaveAttribute('src', before!);
  await expect(panel('app')).toContainText('order 1189 paid');
});
