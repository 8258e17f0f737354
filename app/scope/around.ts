/**
 * # around
 *
 * One object, made per resource, that puts a function between taking the resource and giving it back. As a wrapper or as a
 * decorator, for sync functions, async functions and async generators alike, it keeps the function's type:
 *
 * ```ts
 * const onScreen = around({ acquire: ({ args: [name] }: Asked<[string, ...unknown[]]>) => screens.hold(name) });
 *
 * const draw = onScreen(async (_name: string) => onScreen.held().redraw());
 *
 * class Reports {
 *   @onScreen({ nested: 'forbid' })
 *   async print(name: string): Promise<void> {
 *     await printer.send(onScreen.held().html());
 *   }
 * }
 * ```
 *
 * ## Contract
 * 1. What `acquire` gives is given back exactly once, however the function ends, by `[Symbol.dispose]` or, for async functions,
 *    `[Symbol.asyncDispose]`. Before that it is told how it went, if it wants to hear: `keep()`, or `undo(cause)`.
 * 2. `acquire` sees the call: its `this`, its arguments and a signal.
 * 3. Inside a scope, a call shares what is held. It never waits for its own resource, so it cannot deadlock.
 * 4. What a scope holds can be asked for until its end and not after it: `held()` throws then, also in a forgotten timer.
 * 5. Hooks run after `keep` and before giving back (`onCommit`), after giving back (`afterCommit`), after `undo` (`onRollback`).
 *    A hook that throws changes no result.
 * 6. The wait and every async scope have a time limit, and take an AbortSignal. `keep`, `undo` and disposal have none.
 *
 * Scopes follow `AsyncLocalStorage`, so nothing is passed along. `transactional` is the same machinery around a transaction.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Around, AroundOptions, AsyncAround, Held, Resource, Told } from './around.contract.ts';
import { createScoped } from './create-scoped.ts';
import { ScopeRequiredError } from './errors.ts';
import type { OpenScope } from './open-scope.ts';
import { type AcquireCall, ResourceOpener } from './resource-opener.ts';
import { ScopeRunner } from './scope-runner.ts';

export type {
  Around,
  AroundOptions,
  AroundScope,
  Asked,
  AsyncAround,
  Held,
  Resource,
  Told,
} from './around.contract.ts';
export * from './errors.ts';

const ACQUIRE_TIMEOUT_MS = 2_000;
const HOLD_TIMEOUT_MS = 10_000;

/** Makes the object of one resource. One that is acquired, or given back, asynchronously stands around async functions only. */
export function around<H extends Disposable & Told, Args extends readonly unknown[] = readonly unknown[]>(
  resource: Resource<H, Args>,
): Around<H, Args>;
export function around<H extends Held, Args extends readonly unknown[] = readonly unknown[]>(
  resource: Resource<H | PromiseLike<H>, Args>,
): AsyncAround<H, Args>;
export function around<H extends Held, Args extends readonly unknown[]>(resource: Resource<H | PromiseLike<H>, Args>) {
  const storage = new AsyncLocalStorage<OpenScope<H> | undefined>();
  const opener = new ResourceOpener(storage, resource as Resource<H | PromiseLike<H>, readonly unknown[]>);
  const runner = new ScopeRunner<OpenScope<H>, AcquireCall>(storage, opener);
  const prepare = (label: string, options: AroundOptions) => {
    const call = createCall(label, { ...resource, ...options });
    return (self: unknown, args: readonly unknown[]): AcquireCall => ({ ...call, self, args });
  };
  const held = () => {
    const scope = storage.getStore();
    if (!scope) throw new ScopeRequiredError('held()');
    return scope.held;
  };
  return Object.assign(createScoped({ name: 'around', runner, prepare }), { held }) as unknown as Around<H, Args>;
}

function createCall(name: string, options: AroundOptions): Omit<AcquireCall, 'self' | 'args'> {
  return {
    label: options.label ?? (name || 'anonymous'),
    nested: options.nested ?? 'share',
    acquireTimeoutMs: options.acquireTimeoutMs ?? ACQUIRE_TIMEOUT_MS,
    holdTimeoutMs: options.holdTimeoutMs ?? HOLD_TIMEOUT_MS,
    signal: options.signal,
  };
}
