import { expect, type Locator, type Page } from '@playwright/test';

/** As many stops as a page may have before what one looks for. */
const MAX_STOPS = 60;

/** Goes on with the tabulator until the control has the focus, as a person does. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let stop = 0; stop < MAX_STOPS; stop++) {
    await page.keyboard.press('Tab');
    if (await control.evaluate(element => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`No tabulator leads to ${control}.`);
}
