import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';

/** Sends lines of a log, or throws what was answered. */
export async function sendLines(server: TestServer, stream: string, text: string, fields = {}): Promise<void> {
  const href = routes.logStream.href({ stream }, { ...fields, k: server.writeToken });
  const response = await fetch(server.url + href, { method: 'POST', body: text });
  if (!response.ok) throw new Error(await response.text());
}

/** `count` lines that end in their number, from `first` on. */
export function numbered(count: number, first = 1): string {
  return Array.from({ length: count }, (_, i) => `order paid number ${first + i}`).join('\n');
}
