import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { packTar } from 'modern-tar/fs';
import { version } from '../version.ts';
import { type Copied, copyData } from './copy-data.ts';
import { countBytes } from './count-bytes.ts';
import { digestFile } from './digest-file.ts';
import { FORMAT, MANIFEST_NAME, type Manifest, type Member } from './manifest.ts';
import type { Surroundings } from './surroundings.ts';

/** Readings are packed already: level 6 makes them 1 % smaller. Lines of logs become 13 % smaller, in more than twice the time. */
const GZIP_LEVEL = 1;
const OWNER_ONLY = { mode: 0o600, uid: 0, gid: 0 };

/**
 * Writes a backup of a data folder, a tar file in gzip, into what `openOutput` gives. `workFolder` is for copies of the
 * databases: as much again as the data folder holds. Standard output is left open.
 */
export async function createBackup(
  dataDir: string,
  workFolder: string,
  openOutput: () => Writable,
  surroundings: Surroundings,
): Promise<Manifest> {
  const { signal, progress, now } = surroundings;
  const members: Member[] = [];
  const createdAt = new Date(now()).toISOString();
  for (const copied of await copyData(dataDir, workFolder, surroundings))
    members.push(await describe(workFolder, copied, surroundings));
  const manifest: Manifest = { format: FORMAT, createdAt, version, members };
  progress.begin('Packing', totalBytes(members));
  const output = openOutput();
  const steps = [pack(workFolder, manifest), countBytes(progress), createGzip({ level: GZIP_LEVEL }), output] as const;
  await pipeline(...steps, { signal, end: output !== process.stdout });
  return manifest;
}

async function describe(folder: string, { name, ...cursor }: Copied, surroundings: Surroundings): Promise<Member> {
  const path = join(folder, name);
  const sizeBytes = statSync(path).size;
  surroundings.progress.begin(`Reading ${name}`, sizeBytes);
  return { name, sizeBytes, sha256: await digestFile(path, surroundings), ...cursor };
}

function totalBytes(members: readonly Member[]): number {
  return members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function pack(folder: string, manifest: Manifest): Readable {
  const content = `${JSON.stringify(manifest, null, 2)}\n`;
  return packTar([
    { type: 'content', content, target: MANIFEST_NAME, ...OWNER_ONLY },
    ...manifest.members.map(({ name }) => ({
      type: 'file' as const,
      source: join(folder, name),
      target: name,
      ...OWNER_ONLY,
    })),
  ]);
}
