import type { Call } from './call.ts';
import type { TransactionScope } from './scope.ts';
import type { ScopeStorage } from './scope-opener.ts';
import { type Cancels, watchHold } from './watch-hold.ts';

/**
 * Runs an async body in `scope` and ends the scope with it. Rejects at once when the scope is cancelled; the body may go on
 * for a while then, but what it does is refused and how it ends is of no interest.
 */
export function settleAsync<R>(
  storage: ScopeStorage,
  cancels: Cancels,
  scope: TransactionScope,
  call: Call,
  body: (scope: TransactionScope) => R,
): Promise<Awaited<R>> {
  return new Promise((resolve, reject) => {
    watchHold(scope, call, cancels, reject);
    const settle = async (): Promise<Awaited<R>> => {
      let result: Awaited<R>;
      try {
        result = await storage.run(scope, body, scope);
      } catch (error) {
        throw scope.fail(error);
      }
      scope.complete();
      return result;
    };
    settle().then(resolve, reject);
  });
}
