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

/** Nothing that happens takes so many scrapes to be told. */
const MAX_SCRAPES = 20_000;

/** Scrapes until a sample is so. */
export async function untilMetric(app: OpenApp, name: string, isSo: (value: number) => boolean): Promise<OwnMetrics> {
  let value: number | undefined;
  for (let i = 0; i < MAX_SCRAPES; i++) {
    const metrics = await scrape(app);
    value = metrics.get(name);
    if (value !== undefined && isSo(value)) return metrics;
  }
  throw new Error(`${name} stayed at ${value}.`);
}
