import { isThenable } from './kind.ts';

/**
 * Does `work` and goes on with one of the others: at once or, if it gave a promise, when that is settled. What is written
 * once with it serves sync functions in their turn of the event loop, and waits for those that are async.
 */
export function attempt<R>(
  work: () => unknown,
  then: () => R | Promise<R>,
  otherwise: (error: unknown) => R | Promise<R>,
): R | Promise<R> {
  let result: unknown;
  try {
    result = work();
  } catch (error) {
    return otherwise(error);
  }
  return isThenable(result) ? Promise.resolve(result).then(then, otherwise) : then();
}
