import { createHash } from 'node:crypto';

/** A short name for a series that may stand in an element id: the start of the hash of its key. */
export function seriesId(key: string): string {
  return `s${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
}
