import type { AsyncLocalStorage } from 'node:async_hooks';
import { acquireInTime } from './acquire-in-time.ts';
import type { AroundOptions, Held, Resource } from './around.contract.ts';
import type { Call } from './contract.ts';
import { AsyncResultInSyncScopeError } from './errors.ts';
import { findOuter } from './find-outer.ts';
import { giveBackLater, giveBackNow } from './give-back.ts';
import { AsyncHeldUnit, HeldUnit, SharedUnit } from './held-unit.ts';
import type { HookRunner } from './hooks.ts';
import { isThenable } from './kind.ts';
import { OpenScope } from './open-scope.ts';
import type { ScopeOpener } from './scope-runner.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { warn } from './warn.ts';

export interface AcquireCall extends Call {
  readonly nested: NonNullable<AroundOptions['nested']>;
  readonly self: unknown;
  readonly args: readonly unknown[];
}

/** Opens scopes around what a resource gives, or inside a scope that holds it already. */
export class ResourceOpener<H extends Held> implements ScopeOpener<OpenScope<H>, AcquireCall> {
  readonly #storage: AsyncLocalStorage<OpenScope<H> | undefined>;
  readonly #resource: Resource<H | PromiseLike<H>, readonly unknown[]>;
  readonly #hookRunner: HookRunner;
  #lastId = 0;

  constructor(
    storage: AsyncLocalStorage<OpenScope<H> | undefined>,
    resource: Resource<H | PromiseLike<H>, readonly unknown[]>,
  ) {
    this.#storage = storage;
    this.#resource = resource;
    this.#hookRunner = { report: resource.onError ?? warn, detach: fn => storage.run(undefined, fn) };
  }

  openNow(call: AcquireCall): OpenScope<H> {
    call.signal?.throwIfAborted();
    const outer = this.#findOuter(call);
    if (outer) return this.#openShared(outer, call);
    const held = this.#resource.acquire({ ...call, signal: call.signal ?? new AbortController().signal });
    if (!isThenable(held) && Symbol.dispose in held) {
      return this.#openScope(held, call, new HeldUnit(held, call.label), undefined, () => giveBackNow(held));
    }
    this.#giveBackUnused(held);
    throw new AsyncResultInSyncScopeError(call.label);
  }

  async open(call: AcquireCall): Promise<OpenScope<H>> {
    call.signal?.throwIfAborted();
    const outer = this.#findOuter(call);
    if (outer) return this.#openShared(outer, call);
    const held = await acquireInTime(call, this.#resource, late => this.#giveBackUnused(late));
    return this.#openScope(held, call, new AsyncHeldUnit(held), undefined, () => giveBackLater(held));
  }

  #findOuter(call: AcquireCall): OpenScope<H> | undefined {
    return call.nested === 'own' ? undefined : findOuter(this.#storage.getStore(), call);
  }

  #openShared(outer: OpenScope<H>, call: AcquireCall): OpenScope<H> {
    const { held } = outer;
    const undo = (cause: unknown) => {
      if (held.undo) outer.setRollbackOnly(cause);
    };
    return this.#openScope(held, call, new SharedUnit(undo), outer, undefined);
  }

  #openScope(
    held: H,
    call: AcquireCall,
    unit: UnitOfWork,
    parent: OpenScope<H> | undefined,
    giveBack: (() => unknown) | undefined,
  ): OpenScope<H> {
    const isStacked = false;
    const setup = {
      id: ++this.#lastId,
      depth: parent ? parent.depth + 1 : 0,
      call,
      held,
      unit,
      hookRunner: this.#hookRunner,
      parent,
      giveBack,
    };
    return new OpenScope(setup, isStacked);
  }

  /** Of what nobody waits for any more. */
  #giveBackUnused(coming: H | PromiseLike<H>): void {
    const ignore = () => {}; // that nothing came is no loss
    Promise.resolve(coming).then(giveBackLater, ignore).catch(this.#hookRunner.report);
  }
}
