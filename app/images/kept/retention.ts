import type { KeepLimits } from './keep-limits.ts';
import type { OldMoment, PictureTable } from './picture-table.ts';

/** Decides what is forgotten, the oldest first. Gives the next one each time it is asked, undefined when all is within. */
export interface Retention {
  /** What must go so that this name and the whole are within their limits. */
  overOf(imageId: number): OldMoment | undefined;
  /** What must go because of its age, because its name holds too much, or because the whole does. */
  over(nowMs: number): OldMoment | undefined;
}

export function createRetention(table: PictureTable, limits: KeepLimits): Retention {
  const overTotal = () => (table.totalBytes() > limits.maxTotalBytes ? table.oldest() : undefined);
  return {
    overOf(imageId) {
      const { pictures, sizeBytes } = table.taken(imageId);
      const isOver = pictures > limits.maxPictures || sizeBytes > limits.maxBytes;
      return isOver ? table.oldestOf(imageId) : overTotal();
    },
    over(nowMs) {
      const oldest = table.oldest();
      if (oldest && oldest.atMs < nowMs - limits.maxAgeMs) return oldest;
      const overfull = table.overfull(limits);
      return overfull === undefined ? overTotal() : table.oldestOf(overfull);
    },
  };
}
