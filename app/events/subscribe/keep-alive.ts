/** The items of a source, and undefined whenever there was none for so long. */
export async function* keepAlive<T>(source: AsyncGenerator<T>, everyMs: number): AsyncGenerator<T | undefined> {
  let next = source.next();
  try {
    for (;;) {
      const quiet = Promise.withResolvers<'quiet'>();
      const timer = setTimeout(() => quiet.resolve('quiet'), everyMs);
      const result = await Promise.race([next, quiet.promise]).finally(() => clearTimeout(timer));
      if (result === 'quiet') yield undefined;
      else if (result.done) return;
      else {
        yield result.value;
        next = source.next();
      }
    }
  } finally {
    next.catch(() => {}); // whoever reads has heard of it, or has left
    void source.return(undefined);
  }
}
