import type { AsyncLocalStorage } from 'node:async_hooks';
import { AsyncResultInSyncScopeError } from './errors.ts';
import { isThenable } from './kind.ts';
import type { OpenScope } from './open-scope.ts';

/**
 * Runs a sync body in `scope` and ends the scope: kept if the body returned, undone if it threw or returned a promise. The unit
 * of the scope, and giving back, must be sync too.
 */
export function settleSync<S extends OpenScope<unknown>, R>(
  storage: AsyncLocalStorage<S | undefined>,
  scope: S,
  body: (scope: S) => R,
): R {
  let result: R;
  try {
    result = storage.run(scope, body, scope);
    if (isThenable(result)) throw refuse(result, scope.label);
  } catch (error) {
    throw scope.fail(error);
  }
  scope.complete();
  return result;
}

/** What still runs behind the promise will be refused by the ended scope. Its rejection has no other reader than this error. */
function refuse(result: PromiseLike<unknown>, label: string): AsyncResultInSyncScopeError {
  if (result instanceof Promise) result.catch(() => {});
  return new AsyncResultInSyncScopeError(label);
}
