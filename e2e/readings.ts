import { type APIRequestContext, expect } from '@playwright/test';
import type { Latest } from '../app/history/history.ts';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';

export interface Sent {
  readonly metric: string;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Default: when it arrives. */
  readonly atMs?: number;
}

/** Sends one reading as a device does, and gives the answer in words. */
export async function send(server: TestServer, { metric, value, labels = {}, atMs }: Sent): Promise<string> {
  const query = { ...labels, k: server.writeToken, ...(atMs !== undefined && { t: (atMs / 1000).toFixed(3) }) };
  const response = await fetch(server.url + routes.inOne.href({ metric }, query), {
    method: 'POST',
    body: String(value),
  });
  const answer = await response.text();
  expect(response.status, answer).toBe(200);
  return answer;
}

/** The series that are found, with their newest readings, as a program reads them. */
export async function readSeries(request: APIRequestContext, search = ''): Promise<Latest[]> {
  const response = await request.get(routes.explore.href({}, { q: search }), {
    headers: { Accept: 'application/json' },
  });
  expect(response.status()).toBe(200);
  return (await response.json()).series;
}

/** The newest value of a reading that the server makes of itself, such as `telltale_streams_open`. */
export async function readOwn(request: APIRequestContext, metric: string): Promise<number | undefined> {
  return (await readSeries(request, metric)).find(series => series.metric === metric)?.value;
}
