import type { Call } from './call.ts';
import { HoldTimeoutError } from './errors.ts';
import { limit } from './limit.ts';
import type { TransactionScope } from './scope.ts';

/** How to end the outermost async scopes that are open: closing the database uses it. */
export type Cancels = Set<(reason: unknown) => void>;

/**
 * Watches an async scope until its end: when its time is up, its caller's signal aborts or the database closes, it is cancelled
 * and `interrupt` gets the error for the caller. A nested scope is not watched: it ends with the outermost one, and looks at
 * its signal before each statement.
 */
export function watchHold(
  scope: TransactionScope,
  call: Call,
  cancels: Cancels,
  interrupt: (error: unknown) => void,
): void {
  if (scope.isNested) return;
  const cancel = (reason: unknown) => interrupt(scope.cancel(reason));
  const limits = { timeoutMs: call.holdTimeoutMs, signal: call.signal };
  const stopLimit = limit(limits, cancel, () => new HoldTimeoutError(call.label, call.holdTimeoutMs));
  cancels.add(cancel);
  scope.watchWith(() => {
    stopLimit();
    cancels.delete(cancel);
  });
}
