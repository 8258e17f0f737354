import { expect } from '@playwright/test';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';

/** Says how a job goes, as a script does, and gives the answer in words. */
export async function signal(server: TestServer, name: string, body: string): Promise<string> {
  const response = await fetch(server.url + routes.jobSignal.href({ name }, { k: server.writeToken }), {
    method: 'POST',
    body,
  });
  const answer = await response.text();
  expect(response.status, answer).toBe(200);
  return answer;
}
