import type { Call } from './contract.ts';
import { HoldTimeoutError } from './errors.ts';
import { isThenable } from './kind.ts';
import { limit } from './limit.ts';
import type { OpenScope } from './open-scope.ts';

/** How to end the outermost async scopes that are open: closing uses it. */
export type Cancels = Set<(reason: unknown) => void>;

/**
 * Watches an async scope until its end: when its time is up, its caller's signal aborts or all are closed, it is cancelled
 * and `interrupt` gets the error for the caller once the work is undone. A nested scope is not watched: it ends with the outermost one, and looks at
 * its signal before it works.
 */
export function watchHold(
  scope: OpenScope<unknown>,
  call: Call,
  cancels: Cancels,
  interrupt: (error: unknown) => void,
): void {
  if (scope.isNested) return;
  const cancel = (reason: unknown) => {
    const error = scope.cancel(reason);
    if (isThenable(error)) error.then(interrupt, interrupt);
    else interrupt(error);
  };
  const limits = { timeoutMs: call.holdTimeoutMs, signal: call.signal };
  const stopLimit = limit(limits, cancel, () => new HoldTimeoutError(call.label, call.holdTimeoutMs));
  cancels.add(cancel);
  scope.watchWith(() => {
    stopLimit();
    cancels.delete(cancel);
  });
  if (call.signal?.aborted) cancel(call.signal.reason); // between the grant and here
}
