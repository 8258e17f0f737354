import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Call } from './contract.ts';
import type { OpenScope } from './open-scope.ts';
import { type Cancels, watchHold } from './watch-hold.ts';

/**
 * Runs an async body in `scope` and ends the scope with it. Rejects at once when the scope is cancelled; the body may go on
 * for a while then, but what it does is refused and how it ends is of no interest.
 */
export function settleAsync<S extends OpenScope<unknown>, R>(
  storage: AsyncLocalStorage<S | undefined>,
  cancels: Cancels,
  scope: S,
  call: Call,
  body: (scope: S) => R,
): Promise<Awaited<R>> {
  return new Promise((resolve, reject) => {
    watchHold(scope, call, cancels, reject);
    const settle = async (): Promise<Awaited<R>> => {
      let result: Awaited<R>;
      try {
        result = await storage.run(scope, body, scope);
      } catch (error) {
        throw await scope.fail(error);
      }
      await scope.complete();
      return result;
    };
    settle().then(resolve, reject);
  });
}
