import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Takes a backup apart by `tar`, lets `change` have its files, and puts together what is left of them. */
export function repack(file: string, target: string, change: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-repack-'));
  try {
    execFileSync('tar', ['-xzf', file, '-C', folder]);
    change(folder);
    execFileSync('tar', ['-czf', target, '-C', folder, ...readdirSync(folder)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
