import { routes } from '../app/routes.ts';
import { fillWithData, OTHER_PAGES, SERIES_KEY } from './every-page.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';

const PHONE = { width: 390, height: 844 };
test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

test('on a phone no page scrolls sideways, and the navigation is within reach', async ({
  page,
  owner,
  server,
  visit,
  complaints,
}) => {
  complaints.expect(/status of (403|404)/);
  await fillWithData(server);
  for (const href of [routes.home.href(), ...OTHER_PAGES, routes.seriesRemoval.href({}, { key: SERIES_KEY })]) {
    await page.goto(href);
    await expect(owner.getByRole('main')).toBeVisible();
    expect(await page.locator('html').evaluate(html => html.scrollWidth), href).toBeLessThanOrEqual(PHONE.width);
    await expect(page.getByRole('heading', { level: 1 }), href).toBeInViewport();
  }
  await page.goto(routes.home.href());
  const tabs = page.getByRole('navigation', { name: 'Main, short' });
  await expect(tabs.getByRole('link')).toHaveText(['Home', 'Explore', 'Logs', 'Images']);
  await tabs.getByRole('button', { name: 'More' }).tap();
  await expect(tabs.getByRole('link')).toHaveText(['Home', 'Explore', 'Logs', 'Images', 'Jobs', 'Events', 'Settings']);
  await tabs.getByRole('link', { name: 'Settings' }).tap();
  await expect(page).toHaveURL(routes.settings.href());
  await tabs.getByRole('link', { name: 'Explore' }).tap();
  await expect(page).toHaveURL(routes.explore.href());

  const stranger = await visit({ viewport: PHONE });
  await stranger.goto(routes.login.href());
  expect(await stranger.locator('html').evaluate(html => html.scrollWidth), 'login').toBeLessThanOrEqual(PHONE.width);
});

test('on a phone every token can be revoked without scrolling sideways, however long its name is', async ({
  page,
  owner,
}) => {
  await makeToken(owner, 'the wall display in the hall, behind the green door', 'send readings');
  await makeToken(owner, 'x'.repeat(100), 'everything');
  await page.goto(routes.settings.href());
  const tokens = page.getByRole('region', { name: 'Tokens', exact: true });
  const buttons = tokens.getByRole('button', { name: 'Revoke' });
  await expect(buttons).toHaveCount(3);
  for (const button of await buttons.all()) {
    const { x, width } = (await button.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(PHONE.width);
  }
  const table = page.getByRole('region', { name: 'Tokens, table' });
  expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await tokens.getByRole('button', { name: 'Revoke xxx' }).tap();
  await expect(buttons).toHaveCount(2);
});
