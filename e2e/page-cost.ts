import type { Page } from '@playwright/test';

/** What a page holds in its browser, after everything was collected that can be. */
export interface PageCost {
  readonly nodes: number;
  readonly listeners: number;
  readonly heapBytes: number;
}

/** What is left after a collection. */
export async function readPageCost(page: Page): Promise<PageCost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return { nodes, listeners, heapBytes: metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value };
}
