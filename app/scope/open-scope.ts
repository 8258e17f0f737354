import { attempt } from './attempt.ts';
import type { Call, Scope } from './contract.ts';
import { ReleaseFailedError, ScopeClosedError, ScopeInterleaveError, UnexpectedRollbackError } from './errors.ts';
import { type HookKind, type HookRunner, Hooks } from './hooks.ts';
import { isThenable } from './kind.ts';
import { LeaseQueue, type LeaseRequest } from './lease-queue.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Gives back what was taken to open the scope; called once, when the work was kept or undone. May be async. */
type GiveBack = (isKept: boolean) => unknown;

export interface ScopeSetup<Held> {
  readonly id: number;
  readonly depth: number;
  readonly call: Pick<Call, 'label' | 'signal'>;
  readonly held: Held;
  readonly unit: UnitOfWork;
  readonly hookRunner: HookRunner;
  readonly parent: OpenScope<Held> | undefined;
  /** Of a scope for which something was taken, if only its turn. */
  readonly giveBack: GiveBack | undefined;
}

/**
 * The life of one scope: open, then ended once, its work kept (`complete`) or undone (`fail`, `cancel`).
 * Stacked scopes form a stack, and only the top one may work. Where `keep`, `undo` or giving back are async, so is the end.
 */
export class OpenScope<Held> implements Scope {
  readonly id: number;
  readonly depth: number;
  readonly label: string;
  readonly #held: Held;
  readonly #parent: OpenScope<Held> | undefined;
  readonly #unit: UnitOfWork;
  readonly #hookRunner: HookRunner;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #giveBack: GiveBack | undefined;
  /** The next one up the stack. */
  #child: OpenScope<Held> | undefined;
  #hooks: Hooks | undefined;
  #turns: LeaseQueue<true> | undefined;
  #controller: AbortController | undefined;
  #doom: { readonly reason: unknown } | undefined;
  #stopWatching: (() => void) | undefined;
  #end: { readonly cause: unknown } | undefined;

  /** `isStacked`: the scope stands on its parent, which then has to wait for its end; else they work side by side. */
  constructor(setup: ScopeSetup<Held>, isStacked: boolean) {
    const { call, parent } = setup;
    this.id = setup.id;
    this.depth = setup.depth;
    this.label = call.label;
    this.#held = setup.held;
    this.#parent = parent;
    this.#unit = setup.unit;
    this.#hookRunner = setup.hookRunner;
    this.#callerSignal = call.signal;
    this.#giveBack = setup.giveBack;
    if (parent && isStacked) parent.#child = this;
  }

  /** What the scope stands around. Ask when you need it and do not keep it. */
  get held(): Held {
    this.requireOpen();
    return this.#held;
  }

  get signal(): AbortSignal {
    if (this.#parent) return this.#parent.signal;
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  setRollbackOnly(reason?: unknown): void {
    this.requireOpen();
    this.#doom ??= { reason };
  }

  onCommit(publish: () => void): void {
    this.#addHook('onCommit', publish);
  }

  afterCommit(task: () => unknown): void {
    this.#addHook('afterCommit', task);
  }

  onRollback(undo: (cause: unknown) => void): void {
    this.#addHook('onRollback', undo);
  }

  get isNested(): boolean {
    return this.#parent !== undefined;
  }

  get isOpen(): boolean {
    return this.#findEnd() === undefined;
  }

  requireOpen(): void {
    const end = this.#findEnd();
    if (end) throw new ScopeClosedError(this.label, { cause: end.cause });
  }

  /** Throws unless this scope may work now: it is open, on top of the stack, alive, and its caller still wants it. */
  requireUsable(): void {
    this.#requireWanted();
    this.#unit.requireAlive();
  }

  /** Has `stop` called at the end: for the one watch that may cancel this scope. */
  watchWith(stop: () => void): void {
    this.#stopWatching = stop;
  }

  /** Waits until no other scope is open directly above this one. Gives the function that lets the next one in. */
  async takeTurn(call: LeaseRequest): Promise<() => void> {
    this.#turns ??= new LeaseQueue([true]);
    const turns = this.#turns;
    await turns.take(call);
    return () => turns.release(true);
  }

  /** Keeps the work; throws, or rejects, why it could not be kept, after undoing it. */
  complete(): void | Promise<void> {
    try {
      this.#requireWanted();
      if (this.#doom) throw new UnexpectedRollbackError(this.label, this.#doom.reason);
    } catch (error) {
      return throwIt(this.fail(error));
    }
    this.#leave(undefined);
    return this.#keep();
  }

  /** Undoes the work of this scope and of those above it. Gives the error for the caller, which is `cause` if that went well. */
  fail(cause: unknown): unknown {
    if (this.#end) return cause;
    const isGone = !this.isOpen; // an outer scope has ended, and took this work with it
    const stack = this.#stack();
    this.#leave(cause);
    return isGone ? this.#giveUp(cause, cause, stack) : this.#undo(cause, stack);
  }

  /** `fail` from outside, while the body may still be running: what it does from now on is refused. */
  cancel(reason: unknown): unknown {
    const error = this.fail(reason);
    this.#controller?.abort(reason);
    return error;
  }

  /** The same, but for being alive: whoever keeps the work finds that out. */
  #requireWanted(): void {
    this.requireOpen();
    if (this.#child) throw new ScopeInterleaveError(this.label, this.#child.label);
    this.#callerSignal?.throwIfAborted();
  }

  /** The end of this scope or, if that came first, of one around it. */
  #findEnd(): { readonly cause: unknown } | undefined {
    if (this.#end || !this.#parent) return this.#end;
    return this.#parent.#findEnd();
  }

  /** As `attempt` would, but without its closures: every task of a group commit passes here. */
  #keep(): void | Promise<void> {
    let kept: unknown;
    try {
      kept = this.#unit.keep();
    } catch (error) {
      return this.#refuse(error);
    }
    return isThenable(kept) ? this.#keepLater(kept) : this.#settle();
  }

  #keepLater(kept: PromiseLike<unknown>): Promise<void> {
    return Promise.resolve(kept).then(
      () => this.#settle(),
      error => this.#refuse(error),
    );
  }

  /** What could not be kept is undone. */
  #refuse(error: unknown): Promise<never> {
    this.#end = { cause: error };
    return throwIt(this.#undo(error, [this]));
  }

  #undo(cause: unknown, stack: readonly OpenScope<Held>[]): unknown {
    return attempt(
      () => this.#unit.undo(cause),
      () => this.#giveUp(cause, cause, stack),
      undoError => {
        if (this.#parent?.isOpen) this.#parent.setRollbackOnly(undoError);
        const error = new AggregateError([cause, undoError], `"${this.label}" failed, and so did its rollback.`, {
          cause,
        });
        return this.#giveUp(cause, error, stack);
      },
    );
  }

  /** The end of what was not kept. */
  #giveUp(cause: unknown, error: unknown, stack: readonly OpenScope<Held>[]): unknown {
    for (const scope of stack) scope.#hooks?.run('onRollback', cause);
    const message = `"${this.label}" failed, and its resource could not be given back.`;
    return attempt(
      () => this.#giveBack?.(false),
      () => error,
      releaseError => new AggregateError([error, releaseError], message, { cause: error }),
    );
  }

  #leave(cause: unknown): void {
    this.#end = { cause };
    if (this.#parent) this.#parent.#child = undefined;
    this.#stopWatching?.();
    this.#turns?.close(new ScopeClosedError(this.label, { cause }));
  }

  /** Hooks of an inner scope wait for the outermost commit. There they run in this order: publish, let the next one in, the rest. */
  #settle(): void | Promise<void> {
    if (this.#hooks && this.#parent) this.#parent.#adopt(this.#hooks);
    else this.#hooks?.run('onCommit');
    return this.#giveBack ? this.#letNextIn(this.#giveBack) : undefined;
  }

  #letNextIn(giveBack: GiveBack): void | Promise<void> {
    return attempt(
      () => giveBack(true),
      () => {
        if (!this.#parent) this.#hooks?.run('afterCommit');
      },
      cause => {
        throw new ReleaseFailedError(this.label, cause);
      },
    );
  }

  #addHook(kind: HookKind, hook: (cause?: unknown) => unknown): void {
    this.requireOpen();
    this.#hooks ??= new Hooks(this.#hookRunner);
    this.#hooks.add(kind, hook);
  }

  #adopt(hooks: Hooks): void {
    if (this.#hooks) this.#hooks.adopt(hooks);
    else this.#hooks = hooks;
  }

  /** This scope and those above it, the top one first. */
  #stack(): OpenScope<Held>[] {
    const above = this.#child ? this.#child.#stack() : [];
    return [...above, this];
  }
}

function throwIt(error: unknown): Promise<never> {
  if (isThenable(error)) return Promise.resolve(error).then(throwIt);
  throw error;
}
