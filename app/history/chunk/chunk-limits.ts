/** Points in one chunk, at most. More gain little, and each costs memory while the chunk is open (decision 032). */
export const MAX_CHUNK_POINTS = 1024;

/** No chunk is larger. The worst points take 54 bits for the time and 66 for the value: 16 kB, and this is twice that. */
export const MAX_CHUNK_BYTES = 32 * 1024;

/** Residuals that share one width and one centre; decision 032 has the sizes that were tried. */
export const BLOCK_POINTS = 128;
