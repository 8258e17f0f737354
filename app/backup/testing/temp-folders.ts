import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Test {
  after(clean: () => void): void;
}

/** Names below a folder that is gone after the test; nothing is made yet. */
export function tempFolders(t: Test): { readonly in: (...names: string[]) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-backup-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return { in: (...names) => join(folder, ...names) };
}
