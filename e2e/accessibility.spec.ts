import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { routes } from '../app/routes.ts';
import { fillWithData, OTHER_PAGES } from './every-page.ts';
import { expect, test } from './fixtures.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that look at colours, of those that axe looks at unless it is told to look at others. */
const ABOUT_COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

const placed = { w: 8, h: 5, kind: 'control' } as const;
const sends = { to: 'event', topic: 'house' } as const;
const CONTROLS = {
  ...{ slug: 'controls', title: 'Controls', format: 'telltale-dashboard', schema: 1 },
  panels: [
    { ...placed, sends, id: 'door', title: 'Door', control: 'button', label: 'Open', question: 'Sure?' },
    { ...placed, sends, id: 'pump', title: 'Pump', control: 'switch' },
    { ...placed, sends: { to: 'series', series: 'heat' }, id: 'heat', title: 'Heat', control: 'slider' },
    {
      ...{ ...placed, sends, id: 'mode', title: 'Mode', control: 'choice' },
      options: [
        { value: 'eco', label: 'Saving' },
        { value: 'full', label: 'Full power' },
      ],
    },
    { ...placed, sends, id: 'sign', title: 'Sign', control: 'text' },
  ],
};

/** Colours go over into others; axe would see those between. */
const COLOURS_SETTLED = `Promise.allSettled(
  document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished),
).then(() => {})`;

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ colorScheme: 'light', viewport });

    test('no page breaks a rule of axe, light or dark', async ({ owner, server, visit, complaints }) => {
      test.setTimeout(180_000);
      complaints.expect(/status of 404/);
      const stranger = await visit({ colorScheme: 'light', viewport });
      await stranger.goto(routes.login.href());
      await expectAccessible(stranger, 'the login page before there is a password');

      await expect(owner.getByRole('heading', { name: /Nothing yet/ })).toBeVisible();
      await expectAccessible(owner, 'Home that waits');
      await fillWithData(server);
      await expect(owner.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(8);
      await expectAccessible(owner, 'Home with signals');

      for (const href of OTHER_PAGES) {
        await owner.goto(href);
        await expectAccessible(owner, href);
      }

      await owner.goto(routes.home.href());
      await owner.getByRole('button', { name: 'Make a dashboard of these' }).click();
      await expect(owner.getByRole('article')).not.toHaveCount(0);
      await expectAccessible(owner, 'a dashboard of all kinds of signals');
      await owner.getByRole('button', { name: 'Last 5 minutes' }).click();
      await expectAccessible(owner, 'a dashboard with its range open');
    });
  });
}

test('neither controls nor their question nor their form break a rule of axe', async ({ owner }) => {
  await owner.request.post(routes.dashboards.href(), { data: CONTROLS });
  await owner.goto(routes.dashboard.href({ slug: CONTROLS.slug }));
  await expect(owner.getByRole('article')).toHaveCount(CONTROLS.panels.length);
  await expectAccessible(owner, 'all five controls');
  await owner.getByRole('button', { name: 'Open' }).click();
  await expect(owner.getByRole('dialog', { name: 'Sure?' })).toBeVisible();
  await expectAccessible(owner, 'the question of a control');
  await owner.goto(routes.panelEdit.href({ slug: CONTROLS.slug, id: 'mode' }));
  await expectAccessible(owner, 'the form of a control');
});

/**
 * Under every rule as it is drawn, light or dark, and then, with the colours changed, under those about colours: nothing else is
 * another. It stays changed, so every second page is drawn dark.
 */
async function expectAccessible(page: Page, name: string): Promise<void> {
  // The source is evaluated by the debugger, which the page's security policy has no say in.
  await page.evaluate(AXE);
  const isDark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");
  expect.soft(await violations(page, {}), `${name}, ${isDark ? 'dark' : 'light'}`).toEqual([]);
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  await page.evaluate(COLOURS_SETTLED);
  expect.soft(await violations(page, ABOUT_COLOURS), `${name}, ${isDark ? 'light' : 'dark'}`).toEqual([]);
}

async function violations(page: Page, rules: RunOptions): Promise<string[]> {
  const options: RunOptions = { resultTypes: ['violations'], preload: false, ...rules };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
