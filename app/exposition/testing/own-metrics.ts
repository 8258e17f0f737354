import { routes } from '../../routes.ts';
import type { OpenApp } from '../../testing/open-app.ts';

/** What `/metrics` says, by the name with its labels as they are written there. */
export type OwnMetrics = ReadonlyMap<string, number>;

/** Scrapes the application once. */
export async function scrape(app: OpenApp): Promise<OwnMetrics> {
  const text = await (await app.fetch(routes.metrics.href(), { as: 'read' })).text();
  const samples = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return new Map(
    samples.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** Scrapes until a sample is so. */
export async function untilMetric(app: OpenApp, name: string, isSo: (value: number) => boolean): Promise<OwnMetrics> {
  for (;;) {
    const metrics = await scrape(app);
    const value = metrics.get(name);
    if (value !== undefined && isSo(value)) return metrics;
  }
}
