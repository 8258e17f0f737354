import type { Page } from '@playwright/test';

/** As a browser does it when another tab is chosen; one without a window takes every page for a visible one. */
export async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));`);
}
