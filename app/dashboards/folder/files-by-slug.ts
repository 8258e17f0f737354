import type { FolderFile } from './read-folder.ts';

/** Files that can be read, by the dashboards that they are of; of several of one dashboard the first. */
export function filesBySlug(files: readonly FolderFile[]): ReadonlyMap<string, FolderFile> {
  const found = new Map<string, FolderFile>();
  for (const each of files) if (each.read.ok && !found.has(each.read.slug)) found.set(each.read.slug, each);
  return found;
}
