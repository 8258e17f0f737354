import { AsyncResource } from 'node:async_hooks';

export type HookKind = 'onCommit' | 'afterCommit' | 'onRollback';
type Hook = (cause?: unknown) => unknown;

/** Per scope and kind; one more is a RangeError. Far above any use: it stops a loop, not a design. */
const MAX_HOOKS = 10_000;

/** How hooks are run: outside of the scope that they were given to, with a place for their errors. */
export interface HookRunner {
  readonly detach: <R>(fn: () => R) => R;
  readonly report: (error: unknown) => void;
}

/** The hooks of one scope, in order of registration. A hook that throws is reported and keeps nobody from running. */
export class Hooks {
  readonly #lists: Partial<Record<HookKind, Hook[]>> = {};
  readonly #runner: HookRunner;

  constructor(runner: HookRunner) {
    this.#runner = runner;
  }

  /** Keeps `hook` together with the caller's asynchronous context, in which it will run. */
  add(kind: HookKind, hook: Hook): void {
    this.#lists[kind] ??= [];
    if (this.#lists[kind].length >= MAX_HOOKS)
      throw new RangeError(`A scope takes at most ${MAX_HOOKS} ${kind} hooks.`);
    const context = new AsyncResource('hook');
    this.#lists[kind].push(cause => context.runInAsyncScope(() => this.#runner.detach(() => hook(cause))));
  }

  /** Takes over the hooks of an inner scope that was kept: they now share the fate of this one. */
  adopt(inner: Hooks): void {
    for (const kind of Object.keys(inner.#lists) as HookKind[]) {
      this.#lists[kind] = [...(this.#lists[kind] ?? []), ...inner.#take(kind)];
    }
  }

  /** Runs every hook of that kind, once. Promises are not waited for; their rejections are reported. */
  run(kind: HookKind, cause?: unknown): void {
    for (const hook of this.#take(kind)) {
      try {
        const result = hook(cause);
        if (result instanceof Promise) result.catch(this.#runner.report);
      } catch (error) {
        this.#runner.report(error);
      }
    }
  }

  #take(kind: HookKind): Hook[] {
    const hooks = this.#lists[kind] ?? [];
    delete this.#lists[kind];
    return hooks;
  }
}
