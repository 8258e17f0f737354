import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { routes } from '../app/routes.ts';
import { fillWithData, OTHER_PAGES } from './every-page.ts';
import { expect, test } from './fixtures.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport });

      test('no page breaks a rule of axe', async ({ owner, server, visit, complaints }) => {
        complaints.expect(/status of 404/);
        const stranger = await visit({ colorScheme, viewport });
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
}

/** The source is evaluated by the debugger, which the page's security policy has no say in. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
  expect.soft(found, name).toEqual([]);
}
