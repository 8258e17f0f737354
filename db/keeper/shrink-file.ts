import type { Database } from '../database.ts';

/** Free pages given back in one transaction. */
const SLICE_PAGES = 1_000;

/**
 * Gives the free pages of the file back to the file system, for as long as `maxMs` allows; the rest stays for new rows.
 * For the orderly end of a keeper: while it runs, free pages are better reused.
 */
export function shrinkFile(database: Database, maxMs: number): void {
  const freePages = database.prepare<{ count: number }>('select freelist_count as count from pragma_freelist_count');
  const shrink = () => {
    if (freePages.get()!.count === 0) return false;
    database.vacuum(SLICE_PAGES);
    return true;
  };
  const endMs = performance.now() + maxMs;
  while (performance.now() < endMs && database.transactional.run(shrink));
}
