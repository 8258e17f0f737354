/**
 * The items of a source, and undefined whenever there was none for so long. One timer for all of them: a timer and a race
 * for each item would cost more than the item.
 */
export async function* keepAlive<T>(source: AsyncGenerator<T>, everyMs: number): AsyncGenerator<T | undefined> {
  let isQuiet = false;
  let settled: { readonly result: IteratorResult<T> } | { readonly error: unknown } | undefined;
  let happened = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    isQuiet = true;
    happened.resolve();
  }, everyMs);
  const ask = () => {
    settled = undefined;
    source.next().then(
      result => {
        settled = { result };
        happened.resolve();
      },
      error => {
        settled = { error };
        happened.resolve();
      },
    );
  };
  try {
    ask();
    for (;;) {
      await happened.promise;
      happened = Promise.withResolvers();
      if (settled && 'error' in settled) throw settled.error;
      if (settled?.result.done) return;
      if (settled) yield settled.result.value;
      else if (isQuiet) yield undefined;
      if (settled) {
        timer.refresh();
        ask();
      }
      isQuiet = false;
    }
  } finally {
    clearInterval(timer);
    void source.return(undefined);
  }
}
