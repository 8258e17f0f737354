import type { Locator, Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { chooseCredentials } from './people.ts';
import { send } from './readings.ts';
import { tabTo } from './tab-to.ts';

// Colours that fade in would look the same at first.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const MARA = { name: 'mara', password: 'correct horse battery' };

test('by keyboard alone: sign in, make a dashboard, make a token, sign out', async ({ owner, visit, server }) => {
  await chooseCredentials(owner, MARA);
  await send(server, { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4 });
  const page = await visit();
  await page.goto(routes.login.href());
  await tabTo(page, page.getByLabel('Your name'));
  await page.keyboard.type(MARA.name);
  await tabTo(page, page.getByLabel('Password'));
  await page.keyboard.type(MARA.password);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Make a dashboard of these' }));
  await expect(page.getByRole('article', { name: 'temperature' })).toContainText('21.4');
  await press(page, page.getByRole('link', { name: '15 m' }));
  await expect(page.getByRole('link', { name: '15 m' })).toHaveAttribute('aria-current');

  await press(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).first());
  await tabTo(page, page.getByLabel('New token'));
  await page.keyboard.type('wall display');
  await tabTo(page, page.getByLabel('May'));
  await page.keyboard.press('r');
  await expect(page.getByLabel('May')).toHaveValue('read');
  await press(page, page.getByRole('button', { name: 'Make', exact: true }));
  await expect(page.getByText('wall display is made')).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Sign out' }));
  await expect(page).toHaveURL(routes.login.href());
});

test('every stop of the tabulator can be seen, on every page', async ({ owner, server }) => {
  await send(server, { metric: 'temperature', labels: { room: 'kitchen' }, value: 21.4 });
  const hrefs = [
    routes.home.href(),
    routes.dashboard.href({ slug: 'this-machine' }),
    routes.explore.href({}, { q: 'temperature' }),
    routes.query.href({}, { q: 'temperature' }),
    routes.settings.href(),
  ];
  for (const href of hrefs) {
    await owner.goto(href);
    const stops = await owner.locator(STOPS).count();
    for (let stop = 0; stop < Math.min(stops, MAX_STOPS); stop++) {
      await owner.keyboard.press('Tab');
      const focused = owner.locator(':focus');
      if ((await focused.count()) === 0) break; // The end of the page: the browser's own controls come next.
      const control = await focused.evaluate(element => element.outerHTML.slice(0, 200));
      expect(await isFocusDrawn(focused), `${href}: ${control}`).toBe(true);
    }
  }
});

test('the first stop skips to the content', async ({ owner }) => {
  await owner.reload();
  await owner.keyboard.press('Tab');
  const skip = owner.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await owner.keyboard.press('Enter');
  await owner.keyboard.press('Tab');
  expect(await owner.locator(':focus').evaluate(element => element.closest('main') !== null)).toBe(true);
});

test('typing is not disturbed by updates: value, caret and focus stay', async ({ owner, server }) => {
  const name = owner.getByLabel('Keep this server yours').getByLabel('Your name');
  await name.fill('maria from the workshop');
  await name.press('Home');
  for (let i = 0; i < 5; i++) await name.press('ArrowRight');
  await name.press('Shift+ArrowRight');
  const row = owner.getByRole('region', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: 'temperature' });
  for (const value of [11.5, 12.5, 13.5, 14.5]) {
    await send(server, { metric: 'temperature', value });
    await expect(row).toContainText(String(value));
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('maria from the workshop');
    expect(await name.evaluate(field => [field.selectionStart, field.selectionEnd])).toEqual([5, 6]);
  }
  await name.press('Delete');
  await expect(name).toHaveValue('maria' + 'from the workshop');
});

test('a link in a row keeps the focus while the row is redrawn', async ({ owner, server }) => {
  await send(server, { metric: 'temperature', value: 10.5 });
  const row = owner.getByRole('region', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: 'temperature' });
  await row.getByRole('link').focus();
  for (const value of [11.5, 12.5]) {
    await send(server, { metric: 'temperature', value });
    await expect(row).toContainText(String(value));
    await expect(row.getByRole('link')).toBeFocused();
  }
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('heading', { level: 1, name: 'temperature' })).toBeVisible();
});

const MAX_STOPS = 60;
const STOPS = 'a[href], button, input, select, summary, [tabindex="0"]';

async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

/** What is drawn at the control, around it, or on the label of a hidden radio button differs from how it is without focus. */
async function isFocusDrawn(focused: Locator): Promise<boolean> {
  return focused.evaluate(element => {
    const view = element.ownerDocument.defaultView;
    const looks = () =>
      [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling].map(one => {
        if (!one) return '';
        const { outline, boxShadow, borderColor, backgroundColor, textDecoration } = view.getComputedStyle(one);
        return [outline, boxShadow, borderColor, backgroundColor, textDecoration].join();
      });
    const withFocus = looks();
    // The browser remembers where it was: the next press of the tabulator goes on from here.
    element.blur();
    return looks().some((look, i) => look !== withFocus[i]);
  });
}
