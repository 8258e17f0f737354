import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';
import { send } from './readings.ts';

const sheet = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rowOf = (page: Page, name: string, text: string) =>
  sheet(page, name).getByRole('listitem').filter({ hasText: text });

const writeLine = (server: TestServer, line: string, token = server.writeToken) =>
  fetch(server.url + routes.influxWrite.href({}, { p: token }), { method: 'POST', body: line });

test('who sends is on the open page within a second, with what was refused and why', async ({ owner, server }) => {
  await owner.goto(routes.senders.href());
  await expect(sheet(owner, 'Who sends')).toContainText('Nobody has sent anything yet');
  await expect(sheet(owner, 'Turned away')).toContainText('Nobody: no request with a wrong token');
  await owner.evaluate('globalThis.isSamePage = true');

  await send(server, { metric: 'temperature', value: 21.4 });
  const one = rowOf(owner, 'Who sends', 'one reading');
  await expect(one).toContainText('1 kept');
  await writeLine(server, 'cpu user=1\ncpu user=abc\n');
  const influx = rowOf(owner, 'Who sends', 'InfluxDB line protocol');
  await expect(influx).toContainText('1 kept');
  await expect(influx).toContainText('Refused, now: line 2, column 10: "abc" is no value');
  await expect(influx.getByRole('code')).toHaveText('cpu user=abc');

  await writeLine(server, 'cpu user=1', 'w_mistyped');
  await expect(rowOf(owner, 'Turned away', 'POST /write')).toContainText('Its token is not known here');
  await fetch(`${server.url}/v1/metric`, { method: 'POST', body: '1' });
  await expect(rowOf(owner, 'Turned away', 'POST /v1/metric')).toContainText('Nothing takes data at /v1/metric');

  await writeLine(server, 'cpu user=2');
  await expect(influx).toContainText('Refused before');
  expect(await owner.evaluate('globalThis.isSamePage'), 'the page was not loaded anew').toBe(true);
});

test('Home leads there, a way to send is chosen, and a reading is sent for me', async ({ owner, server }) => {
  await owner.getByRole('link', { name: 'Nothing arrives?' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Senders' })).toBeVisible();
  const how = sheet(owner, 'Send something');
  await how.getByRole('link', { name: 'Prometheus' }).click();
  await expect(how.getByRole('code')).toContainText(`url: ${server.url}${routes.remoteWrite.href()}`);
  await expect(how.getByRole('code')).toContainText(server.writeToken);
  await expect(how.getByRole('button', { name: 'Copy' })).toBeVisible();
  await how.getByRole('button', { name: 'Send one for me' }).click();
  await expect(rowOf(owner, 'Who sends', 'this page')).toContainText('1 kept');
});

test('only the owner sees who sends, and nobody learns from outside which tokens there are', async ({
  owner,
  server,
}) => {
  const token = await makeToken(owner, 'wall', 'read');
  const answer = await fetch(server.url + routes.senders.href(), {
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
  });
  expect(answer.status).toBe(403);
  const said = await Promise.all(['w_mistyped', ''].map(async k => (await writeLine(server, 'a b=1', k)).text()));
  expect(said[0]).toBe(said[1]);
});

test('on a phone nothing is wider than the screen', async ({ owner, server }) => {
  await owner.setViewportSize({ width: 390, height: 844 });
  await writeLine(server, `cpu user=${'x'.repeat(300)}`);
  for (const how of ['curl', 'go', 'opentelemetry', 'esp']) {
    await owner.goto(routes.senders.href({}, { how }));
    await expect(rowOf(owner, 'Who sends', 'InfluxDB')).toBeVisible();
    expect(await owner.evaluate('document.documentElement.scrollWidth'), how).toBeLessThanOrEqual(390);
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('it is a whole page', async ({ owner, server }) => {
    await writeLine(server, 'cpu user=abc');
    await owner.goto(routes.senders.href());
    await expect(rowOf(owner, 'Who sends', 'InfluxDB')).toContainText('"abc" is no value');
    await sheet(owner, 'Send something').getByRole('link', { name: 'Node' }).click();
    await expect(sheet(owner, 'Send something').getByRole('code')).toContainText('await fetch(');
    await owner.getByRole('button', { name: 'Send one for me' }).click();
    await expect(rowOf(owner, 'Who sends', 'this page')).toBeVisible();
  });
});
