import { routes } from '../app/routes.ts';
import { fillWithData, OTHER_PAGES, SERIES_KEY } from './every-page.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';

const PHONE = { width: 390, height: 844 };
/** A window of 1280 px at four times its size (WCAG 2.2, 1.4.10). */
const NARROWEST = 320;
/** What a finger hits without looking. */
const FINGER = 44;

/**
 * Targets that are smaller than 24 px and have not as much room around them either (WCAG 2.2, 2.5.8), but for those in a sentence; axe looks for
 * the same in many times as long.
 */
const CROWDED = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(one => one.checkVisibility() && !one.closest('.unseen, .skip-link, #toasts') && one.getBoundingClientRect().width > 1)
    .map(one => ({ one, box: (one.closest('label') ?? one).getBoundingClientRect() }));
  const isSmall = ({ box }) => box.width < 24 || box.height < 24;
  const isInSentence = ({ one }) => getComputedStyle(one).display === 'inline' &&
    [...one.parentElement.childNodes].some(node => node.nodeType === 3 && node.data.trim().length > 2);
  const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
  const distance = ([x, y], other) => {
    if (isSmall(other)) { const [u, v] = middle(other); return Math.hypot(x - u, y - v) - 12; }
    const { left, right, top, bottom } = other.box;
    return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  };
  return all.filter(own => isSmall(own) && !isInSentence(own) && all.some(other =>
    other.one !== own.one && !other.one.contains(own.one) && !own.one.contains(other.one) && !isInSentence(other) && distance(middle(own), other) < 11.5))
    .map(({ one, box }) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + one.outerHTML.slice(0, 120));
})()`;

/** Buttons and fields that are lower than a finger needs; the small ones stand beside something else. */
const LOW = `[...document.querySelectorAll('.button:not(.button--small), .box, .word, .control__switch')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < ${FINGER - 0.5})
  .map(one => one.outerHTML.slice(0, 150))`;
test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

test('on a phone no page scrolls sideways, not at four times its size either, a finger finds what it is to hit, and the navigation is within reach', async ({
  page,
  owner,
  server,
  visit,
  complaints,
}) => {
  test.setTimeout(120_000); // every page, in two widths
  complaints.expect(/status of (403|404)/);
  await fillWithData(server);
  for (const href of [routes.home.href(), ...OTHER_PAGES, routes.seriesRemoval.href({}, { key: SERIES_KEY })]) {
    await page.goto(href);
    await expect(owner.getByRole('main')).toBeVisible();
    expect(await page.locator('html').evaluate(html => html.scrollWidth), href).toBeLessThanOrEqual(PHONE.width);
    await expect(page.getByRole('heading', { level: 1 }), href).toBeInViewport();
    expect.soft(await page.evaluate(LOW), href).toEqual([]);
    expect.soft(await page.evaluate(CROWDED), href).toEqual([]);
    await page.setViewportSize({ width: NARROWEST, height: PHONE.height });
    expect.soft(await page.locator('html').evaluate(html => html.scrollWidth), href).toBeLessThanOrEqual(NARROWEST);
    await page.setViewportSize(PHONE);
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
