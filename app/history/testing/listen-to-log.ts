import type { TestContext } from 'node:test';

/** What is written to standard error from here on: the keeper's thread says there what nobody waits for. */
export function listenToLog(t: TestContext): string[] {
  const lines: string[] = [];
  t.mock.method(process.stderr, 'write', (text: string | Uint8Array, ...rest: unknown[]) => {
    lines.push(String(text));
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  });
  return lines;
}
