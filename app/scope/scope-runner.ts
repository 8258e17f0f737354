import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Call } from './contract.ts';
import { generate } from './generate.ts';
import type { Kind } from './kind.ts';
import type { OpenScope } from './open-scope.ts';
import { settleAsync } from './settle-async.ts';
import { settleSync } from './settle-sync.ts';
import type { Cancels } from './watch-hold.ts';

/** Takes what a call needs and opens the scope around it. */
export interface ScopeOpener<S, C> {
  /** At once, or throws: for sync functions, which can neither wait nor be waited for. */
  openNow(call: C): S;
  /** As soon as it is this call's turn. */
  open(call: C): Promise<S>;
}

/** Runs function bodies in scopes, one way for each kind of function, and knows in which scope the calling code stands. */
export class ScopeRunner<S extends OpenScope<unknown>, C extends Call> {
  readonly #storage: AsyncLocalStorage<S | undefined>;
  readonly #opener: ScopeOpener<S, C>;
  readonly #cancels: Cancels = new Set();

  constructor(storage: AsyncLocalStorage<S | undefined>, opener: ScopeOpener<S, C>) {
    this.#storage = storage;
    this.#opener = opener;
  }

  run(kind: Kind, call: C, body: (scope: S) => unknown): unknown {
    switch (kind) {
      case 'sync':
        return settleSync(this.#storage, this.#opener.openNow(call), body);
      case 'async':
        return this.#runAsync(call, body);
      case 'generator': {
        const start = body as (scope: S) => AsyncGenerator;
        return generate(this.#storage, this.#cancels, call, () => this.#opener.open(call), start);
      }
    }
  }

  current(): S | undefined {
    const scope = this.#storage.getStore();
    return scope?.isOpen ? scope : undefined;
  }

  detach<R>(fn: () => R): R {
    return this.#storage.run(undefined, fn);
  }

  /** Ends the async scopes that are open. */
  cancel(reason: unknown): void {
    for (const cancel of this.#cancels) cancel(reason);
  }

  async #runAsync(call: C, body: (scope: S) => unknown): Promise<unknown> {
    return settleAsync(this.#storage, this.#cancels, await this.#opener.open(call), call, body);
  }
}
