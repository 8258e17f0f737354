import type { Page } from '@playwright/test';

/** What a page holds in its browser, after everything was collected that can be. */
export interface PageCost {
  readonly nodes: number;
  readonly listeners: number;
  readonly heapBytes: number;
}

/** The lowest of a few looks: a message may just be swapped in. */
export async function readPageCost(page: Page): Promise<PageCost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const costs: PageCost[] = [];
  for (let look = 0; look < 5; look++) {
    await session.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
    const { metrics } = await session.send('Performance.getMetrics');
    costs.push({ nodes, listeners, heapBytes: metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value });
  }
  await session.detach();
  const least = (field: keyof PageCost) => Math.min(...costs.map(cost => cost[field]));
  return { nodes: least('nodes'), listeners: least('listeners'), heapBytes: least('heapBytes') };
}
