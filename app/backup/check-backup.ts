import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { packageRoot } from '../package-root.ts';
import { DATABASES } from './databases.ts';
import { digestFile } from './digest-file.ts';
import { findDamage } from './find-damage.ts';
import { MANIFEST_NAME, type Manifest, type Member, parseManifest } from './manifest.ts';
import type { Surroundings } from './surroundings.ts';
import { unusableBackup } from './unusable-backup.ts';

/**
 * Reads the manifest of an unpacked backup, and checks every file against it. Afterwards all of them are on disk.
 *
 * @throws RefusedError when one is missing, different, damaged, or of a newer program.
 */
export async function checkBackup(folder: string, surroundings: Surroundings): Promise<Manifest> {
  const path = join(folder, MANIFEST_NAME);
  if (!existsSync(path)) throw unusableBackup(`holds no ${MANIFEST_NAME}`);
  const manifest = parseManifest(readFileSync(path, 'utf8'));
  for (const member of manifest.members) await checkMember(folder, member, surroundings);
  for (const { name, migrations, isLater } of DATABASES) {
    if (isLater && !existsSync(join(folder, name))) continue;
    const damage = findDamage(join(folder, name));
    if (damage) throw unusableBackup(`holds a damaged ${name} (${damage})`);
    requireKnown(join(folder, name), migrations, manifest);
    await setImmediate(undefined, { signal: surroundings.signal }); // signals are heard only between two looks
  }
  for (const name of readdirSync(folder)) syncFile(join(folder, name));
  return manifest;
}

async function checkMember(folder: string, { name, sizeBytes, sha256 }: Member, surroundings: Surroundings) {
  const path = join(folder, name);
  if (!existsSync(path)) throw unusableBackup(`holds no ${name}`);
  surroundings.progress.begin(`Checking ${name}`, sizeBytes);
  if (statSync(path).size !== sizeBytes || (await digestFile(path, surroundings)) !== sha256)
    throw unusableBackup(`holds a ${name} that is not the one backed up`);
}

/** Else it would be put in place, and no server would start on it. */
function requireKnown(path: string, migrations: string, { version: maker }: Manifest): void {
  const known = readdirSync(join(packageRoot, 'db/migrations', migrations)).filter(file =>
    file.endsWith('.sql'),
  ).length;
  const connection = new BetterSqlite3(path, { fileMustExist: true });
  const needed = connection.pragma('user_version', { simple: true }) as number;
  connection.close();
  if (needed > known) throw unusableBackup(`was made by a newer Telltale, ${maker}: restore it with that one`);
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
