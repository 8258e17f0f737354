/** Does something for each item, for so many at once. After a failure it begins nothing more, and rejects with it when what was under way has ended. */
export async function forEachFew<T>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  let hasFailed = false;
  const work = async () => {
    try {
      for (const item of waiting) {
        if (hasFailed) return;
        await run(item);
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const works = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, work));
  for (const one of works) if (one.status === 'rejected') throw one.reason;
}
