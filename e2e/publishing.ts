import { expect } from '@playwright/test';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';

/** Sends one event as a script does, and gives its id. */
export async function publish(
  server: TestServer,
  topic: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const href = routes.event.href({ topic }, { k: server.writeToken });
  const response = await fetch(server.url + href, { method: 'POST', body: message, headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as { id: string }).id;
}

/** Sends a body as another program's webhook does. */
export async function sendWebhook(server: TestServer, topic: string, body: object): Promise<void> {
  const href = routes.eventHook.href({ topic }, { k: server.writeToken });
  const response = await fetch(server.url + href, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}
