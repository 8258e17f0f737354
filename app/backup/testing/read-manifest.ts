import { execFileSync } from 'node:child_process';
import { MANIFEST_NAME, type Manifest, parseManifest } from '../manifest.ts';

/** The manifest of a backup, read as anybody would: by `tar`. */
export function readManifest(file: string): Manifest {
  return parseManifest(execFileSync('tar', ['-xzOf', file, MANIFEST_NAME], { encoding: 'utf8' }));
}
