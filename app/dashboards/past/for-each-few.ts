/** Does something for each item, for so many at once. Rejects with the first failure, and begins nothing more then. */
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
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
}
