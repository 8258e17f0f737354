/** Does one work after the other, in the order in which they came. What goes wrong in one is told to whoever asked for it only. */
export function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let before: Promise<unknown> = Promise.resolve();
  return work => {
    const mine = before.then(work);
    before = mine.catch(() => undefined); // the next one has its turn
    return mine;
  };
}
