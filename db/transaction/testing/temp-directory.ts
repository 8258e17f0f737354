import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimContext } from '../../../app/testing/claim.ts';

/** Removed after the test. */
export function makeTempDirectory(t: ClaimContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'telltale-db-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** Writes migration files into a fresh directory below `parent` and gives its path. */
export function writeMigrations(parent: string, files: Record<string, string>): string {
  const directory = join(parent, 'migrations');
  mkdirSync(directory, { recursive: true });
  for (const [file, sql] of Object.entries(files)) writeFileSync(join(directory, file), sql);
  return directory;
}
