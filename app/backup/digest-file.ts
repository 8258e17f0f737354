import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { countBytes } from './count-bytes.ts';
import type { Surroundings } from './surroundings.ts';

/** SHA-256 of a file, in hex. */
export async function digestFile(path: string, { signal, progress }: Surroundings): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), countBytes(progress), hash, { signal });
  return hash.digest('hex');
}
