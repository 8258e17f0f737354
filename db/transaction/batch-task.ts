import { AsyncResource } from 'node:async_hooks';
import { settleSync } from '../../app/scope/settle-sync.ts';
import type { TransactionCall } from './call.ts';
import type { Scope } from './contract.ts';
import type { ScopeStorage } from './transaction-opener.ts';
import type { TransactionScope } from './transaction-scope.ts';

/**
 * A sync body that waits for its group. It keeps the asynchronous context of whoever queued it, as an AsyncResource: that costs a
 * hundredth of `AsyncLocalStorage.snapshot()`.
 */
export class BatchTask extends AsyncResource {
  readonly call: TransactionCall;
  readonly sinceMs = performance.now();
  readonly reject: (error: unknown) => void;
  stopWatching: (() => void) | undefined;
  readonly #body: (scope: Scope) => unknown;
  readonly #resolve: (value: unknown) => void;
  #value: unknown;

  constructor(
    call: TransactionCall,
    body: (scope: Scope) => unknown,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    super('batch task');
    this.call = call;
    this.#body = body;
    this.#resolve = resolve;
    this.reject = reject;
  }

  /** Runs the body in `scope`, and ends the scope with it. The value waits for `resolve`. */
  run(storage: ScopeStorage, scope: TransactionScope): void {
    this.#value = this.runInAsyncScope(settleSync<TransactionScope, unknown>, undefined, storage, scope, this.#body);
  }

  /** The commit is through. */
  resolve(): void {
    this.#resolve(this.#value);
  }
}
