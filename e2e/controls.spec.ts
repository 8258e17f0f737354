import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import type { PanelDefinition } from '../app/dashboards/definition.ts';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';
import { send } from './readings.ts';

const placed = { w: 8, h: 5, kind: 'control' } as const;
const PANELS: PanelDefinition[] = [
  { ...placed, id: 'pump', title: 'Pump', control: 'switch', sends: { to: 'event', topic: 'pump' } },
  { ...placed, id: 'heat', title: 'Heat', control: 'slider', sends: { to: 'series', series: 'heat' } },
  { ...placed, id: 'sign', title: 'Sign', control: 'text', sends: { to: 'event', topic: 'sign' } },
  {
    ...{ ...placed, id: 'door', title: 'Door', control: 'button', label: 'Open' },
    ...{ sends: { to: 'event', topic: 'door' }, question: 'Open the door for everybody?' },
  },
];
const BOARD = routes.dashboard.href({ slug: 'house' });

/** Makes the dashboard with the session of the owner, and opens it. */
async function openHouse(owner: Page): Promise<void> {
  const data = { slug: 'house', title: 'House', format: 'telltale-dashboard', schema: 1, panels: PANELS };
  expect((await owner.request.post(routes.dashboards.href(), { data })).status()).toBe(201);
  await owner.goto(BOARD);
}

test('a switch turns something on: a script that listens by curl hears it, every screen shows it, the audit log names who', async ({
  owner,
  visit,
  server,
}) => {
  const read = await makeToken(owner, 'wall', 'read');
  await openHouse(owner);
  const wall = await visit({ extraHTTPHeaders: { Authorization: `Bearer ${read}` } });
  await wall.goto(BOARD);
  const pump = wall.getByRole('switch', { name: 'Pump' });
  await expect(pump).toBeDisabled();
  const url = server.url + routes.eventStream.href({ topic: 'pump', form: 'raw' });
  const curl = spawn('curl', ['-sN', '-H', `Authorization: Bearer ${read}`, url]);
  try {
    await once(curl.stdout, 'data'); // the stream is open
    const heard = (async () => {
      let text = '';
      for await (const part of curl.stdout) {
        text += part;
        if (/^on$/m.test(text)) return performance.now();
      }
      throw new Error(`curl ended after: ${text}`);
    })();
    const pressedMs = performance.now();
    await owner.getByRole('switch', { name: 'Pump' }).click();
    expect((await heard) - pressedMs).toBeLessThan(1000);
    await expect(pump).toHaveAttribute('aria-checked', 'true', { timeout: 1000 });
  } finally {
    curl.kill();
  }
  await expect(owner.getByRole('article', { name: 'Pump' })).toContainText('pressed by owner');
  await expect(owner.getByRole('switch', { name: 'Pump' })).toContainText('On');
  await owner.goto(routes.audit.href({}, { action: 'control' }));
  const line = owner.getByRole('listitem').filter({ hasText: 'control pressed' });
  await expect(line).toContainText('owner');
  await expect(line).toContainText('house/pump');
});

test('what is dragged or typed stays under the hand while others change it, and what is let go is sent', async ({
  owner,
  server,
}) => {
  await openHouse(owner);
  const slider = owner.getByRole('slider', { name: 'Heat' });
  const panel = owner.getByRole('article', { name: 'Heat' });
  await owner.getByLabel('Sign', { exact: true }).last().pressSequentially('half a sen');
  const box = (await slider.boundingBox())!;
  await owner.mouse.move(box.x + 8, box.y + box.height / 2);
  await owner.mouse.down();
  await owner.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  const held = await slider.inputValue();
  await send(server, { metric: 'heat', value: 90 });
  await expect(panel.locator('.panel__age')).not.toContainText('nothing yet');
  expect(await slider.inputValue(), 'under the finger').toBe(held);
  await expect(panel.locator('.control__value')).toHaveText(held);
  await owner.mouse.up();
  await expect(panel).toContainText('pressed by owner');
  expect(await slider.inputValue()).toBe(held);
  await expect(owner.getByLabel('Sign', { exact: true }).last()).toHaveValue('half a sen');
  await owner.mouse.click(5, 5);
  await send(server, { metric: 'heat', value: 12 });
  await expect(slider).toHaveValue('12');
});

test('without script a press is a form, its question a page, and both lead back; so is the form of its panel', async ({
  owner,
  visit,
  context,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  await openHouse(owner);
  const plain = await visit({ javaScriptEnabled: false, storageState: await context.storageState() });
  await plain.goto(`${BOARD}?range=1h`);
  await plain.getByRole('switch', { name: 'Pump' }).click();
  await expect(plain).toHaveURL(`${BOARD}?range=1h#panel-pump`);
  await expect(plain.getByRole('switch', { name: 'Pump' })).toHaveAttribute('aria-checked', 'true');
  await plain.getByRole('button', { name: 'Open' }).click();
  await plain.getByRole('button', { name: 'Send “pressed”' }).click();
  await expect(plain.getByRole('article', { name: 'Door' })).toContainText('pressed by owner');

  await plain.goto(routes.panelEdit.href({ slug: 'house', id: 'pump' }));
  await expect(plain.getByLabel('Topic', { exact: true })).toHaveValue('pump');
  await plain.getByLabel('Title', { exact: true }).fill('Well');
  await plain.getByLabel('What it sends').selectOption('series');
  await plain.getByRole('button', { name: 'Save' }).click();
  const series = plain.getByLabel('Series', { exact: true });
  await series.fill('two words');
  await plain.getByRole('button', { name: 'Save' }).click();
  await expect(series).toHaveAccessibleDescription(/series/);
  await series.fill('well');
  await plain.getByRole('button', { name: 'Done' }).click();
  await expect(plain).toHaveURL(/\/d\/house.*#panel-pump$/);
  await plain.getByRole('switch', { name: 'Well' }).click();
  await expect(plain.getByRole('switch', { name: 'Well' })).toHaveAttribute('aria-checked', 'true');
});

test('a question is asked in place: nothing is sent before it is confirmed, and what comes meanwhile does not close it', async ({
  owner,
  server,
}) => {
  await openHouse(owner);
  const open = owner.getByRole('button', { name: 'Open' });
  const dialog = owner.getByRole('dialog', { name: 'Open the door for everybody?' });
  const cancel = dialog.getByText('Cancel');
  await open.press('Enter');
  await expect(cancel).toBeFocused();
  await expect(owner.locator('dialog:modal')).toHaveCount(1);
  await owner.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  await open.click();
  await cancel.click();
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();
  await open.click();
  await send(server, { metric: 'heat', value: 12 });
  await expect(owner.getByRole('slider', { name: 'Heat', includeHidden: true })).toHaveValue('12');
  await expect(dialog).toBeVisible();
  await expect(owner.getByRole('article', { name: 'Door', includeHidden: true })).not.toContainText('pressed by');
  await dialog.getByRole('button', { name: 'Send “pressed”' }).click();
  await expect(owner.getByRole('article', { name: 'Door' })).toContainText('pressed by owner');
  await expect(owner.getByText('Sent “pressed” to Door')).toBeVisible();
  await expect(owner.locator('dialog.dialog:not(#keys)')).toHaveCount(0);
  await expect(open).toBeFocused();
  await expect(owner).toHaveURL(BOARD);
});
