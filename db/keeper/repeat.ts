/**
 * Does the task every so often, each time after the last one has ended, until what it gives is called. Who fails is told of
 * and tried again. Keeps no process alive.
 */
export function repeat(task: () => Promise<unknown>, everyMs: number, onFailure: (error: Error) => void): () => void {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    task()
      .catch(onFailure)
      .finally(() => {
        isBusy = false;
      });
  }, everyMs).unref();
  return () => clearInterval(timer);
}
