import { existsSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Resolves when there is a file of this name; its folder must be there. */
export async function fileAppears(path: string): Promise<void> {
  const appeared = Promise.withResolvers<void>();
  const look = () => existsSync(path) && appeared.resolve();
  const watcher = watch(dirname(path), (_event, name) => name === basename(path) && look());
  look();
  try {
    await appeared.promise;
  } finally {
    watcher.close();
  }
}
