/** Points in one chunk, at most. More gain little, and each costs memory while the chunk is open (decision 034). */
export const MAX_CHUNK_POINTS = 1024;

/**
 * No chunk is larger, finished or on the way: a point takes 53 bits for its time, 53 for its decimal, 11 for its place among the
 * odd ones and 66 for all its bits at the very most, 24 kB together.
 */
export const MAX_CHUNK_BYTES = 32 * 1024;
