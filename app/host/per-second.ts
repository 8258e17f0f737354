/** Turns a growing count into a rate since the last call. */
export function perSecond(count: () => number): () => number {
  let last = { atMs: performance.now(), count: count() };
  return () => {
    const now = { atMs: performance.now(), count: count() };
    const rate = ((now.count - last.count) / Math.max(1, now.atMs - last.atMs)) * 1000;
    last = now;
    return Math.round(rate * 10) / 10;
  };
}
