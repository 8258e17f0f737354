import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { readOwn, send } from './readings.ts';
import { setHidden } from './set-hidden.ts';

const HOURS_MS = 8 * 3_600_000;
const CLOCK = `globalThis.skewMs = 0;
const trueNow = Date.now;
Date.now = () => trueNow() + skewMs;`;

const status = (page: Page) => page.getByRole('main').getByRole('status').first();
const reading = (value: number) => ({ metric: 'temperature', labels: { room: 'kitchen' }, value });
const row = (page: Page) => page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').first();

test('a page that is hidden holds no stream, and shows what came meanwhile when it is seen again', async ({
  owner,
  server,
}) => {
  await send(server, reading(21.4));
  await expect(row(owner)).toContainText('21.4');
  await setHidden(owner, true);
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(0);
  await send(server, reading(22.9));
  await setHidden(owner, false);
  await expect(row(owner)).toContainText('22.9');
  await expect(status(owner)).toHaveText('Live');
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(1);
});

test('a page whose clock jumps by eight hours, as after sleep, is live with the newest value, by one stream', async ({
  owner,
  server,
}) => {
  await owner.addInitScript(CLOCK);
  await owner.reload();
  await send(server, reading(21.4));
  await expect(row(owner)).toContainText('21.4');
  await owner.evaluate(`skewMs = ${HOURS_MS}`);
  await send(server, reading(22.9));
  await expect(row(owner)).toContainText('22.9');
  await expect(status(owner)).toHaveText(/^Live/);
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(1);
});

test('a page that the browser froze while it was hidden is right within a second of being seen, by one stream', async ({
  owner,
  server,
}) => {
  await send(server, reading(21.4));
  await expect(row(owner)).toContainText('21.4');
  const browser = await owner.context().newCDPSession(owner);
  await setHidden(owner, true);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(0);
  await send(server, reading(22.9));
  await browser.send('Page.setWebLifecycleState', { state: 'active' });
  const seenAt = performance.now();
  await setHidden(owner, false);
  await expect.poll(() => row(owner).textContent(), { intervals: [20] }).toContain('22.9');
  expect(performance.now() - seenAt).toBeLessThan(1000);
  await expect(status(owner)).toHaveText('Live');
  await expect.poll(() => readOwn(owner.request, 'telltale_streams_open')).toBe(1);
});

for (const hours of [-8, 8]) {
  test(`a viewer whose clock is ${hours} h off is live all the same`, async ({ owner, server }) => {
    await owner.addInitScript(`${CLOCK} skewMs = ${hours * 3_600_000};`);
    await owner.reload();
    await send(server, reading(21.4));
    await expect(row(owner)).toContainText('21.4');
    await send(server, reading(22.9));
    await expect(row(owner)).toContainText('22.9');
    await expect(status(owner)).toHaveText('Live');
  });
}
