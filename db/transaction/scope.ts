import type { Call } from './call.ts';
import type { Access, Connection, Scope } from './contract.ts';
import {
  CommitFailedError,
  ScopeClosedError,
  ScopeDeadError,
  ScopeInterleaveError,
  UnexpectedRollbackError,
} from './errors.ts';
import { type HookKind, type HookRunner, Hooks } from './hooks.ts';
import { LeaseQueue } from './lease-queue.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface ScopeSetup {
  readonly id: number;
  readonly depth: number;
  readonly call: Pick<Call, 'label' | 'access' | 'signal'>;
  readonly connection: Connection;
  readonly unit: UnitOfWork;
  readonly hookRunner: HookRunner;
  readonly parent: TransactionScope | undefined;
  /** Gives back what was taken to open the scope; called once, when the work was kept or undone. */
  readonly giveBack: (isKept: boolean) => void;
}

/**
 * The life of one scope: open, then ended once, its work kept (`complete`) or undone (`fail`, `cancel`).
 * In a write transaction the scopes form a stack, and only the top one may work. Scopes of a snapshot need no order.
 */
export class TransactionScope implements Scope {
  readonly id: number;
  readonly depth: number;
  readonly label: string;
  readonly access: Access;
  readonly connection: Connection;
  /** True if the outermost scope is a snapshot: nothing here can write. */
  readonly isInSnapshot: boolean;
  readonly #parent: TransactionScope | undefined;
  readonly #unit: UnitOfWork;
  readonly #hookRunner: HookRunner;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #giveBack: (isKept: boolean) => void;
  /** The next one up the stack. */
  #child: TransactionScope | undefined;
  #hooks: Hooks | undefined;
  #turns: LeaseQueue<true> | undefined;
  #controller: AbortController | undefined;
  #doom: { readonly reason: unknown } | undefined;
  #stopWatching: (() => void) | undefined;
  #end: { readonly cause: unknown } | undefined;

  constructor(setup: ScopeSetup) {
    const { call, parent } = setup;
    this.id = setup.id;
    this.depth = setup.depth;
    this.label = call.label;
    this.access = call.access;
    this.connection = setup.connection;
    this.isInSnapshot = parent ? parent.isInSnapshot : call.access === 'snapshot';
    this.#parent = parent;
    this.#unit = setup.unit;
    this.#hookRunner = setup.hookRunner;
    this.#callerSignal = call.signal;
    this.#giveBack = setup.giveBack;
    if (parent && !this.isInSnapshot) parent.#child = this;
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

  /** Throws unless a statement of this scope may run now: it is open, on top of the stack, alive, and its caller still wants it. */
  requireUsable(): void {
    this.requireOpen();
    if (this.#child) throw new ScopeInterleaveError(this.label, this.#child.label);
    if (!this.#unit.isAlive) throw new ScopeDeadError(this.label);
    this.#callerSignal?.throwIfAborted();
  }

  /** Has `stop` called at the end: for the one watch that may cancel this scope. */
  watchWith(stop: () => void): void {
    this.#stopWatching = stop;
  }

  /** Waits until no other scope is open directly above this one. Gives the function that lets the next one in. */
  async takeTurn(call: Call): Promise<() => void> {
    this.#turns ??= new LeaseQueue([true]);
    const turns = this.#turns;
    await turns.take(call);
    return () => turns.release(true);
  }

  /** Keeps the work; throws why it could not be kept, after undoing it. */
  complete(): void {
    try {
      this.requireUsable();
      if (this.#doom) throw new UnexpectedRollbackError(this.label, this.#doom.reason);
      this.#keep();
    } catch (error) {
      throw this.fail(error);
    }
    this.#leave(undefined);
    this.#settle();
  }

  /** Undoes the work of this scope and of those above it. Gives the error for the caller, which is `cause` if that went well. */
  fail(cause: unknown): unknown {
    if (this.#end) return cause;
    const isGone = !this.isOpen; // an outer scope has ended, and took this work with it
    const stack = this.#stack();
    this.#leave(cause);
    const error = isGone ? cause : this.#undo(cause);
    for (const scope of stack) scope.#hooks?.run('onRollback', cause);
    this.#giveBack(false);
    return error;
  }

  /** `fail` from outside, while the body may still be running: what it does from now on is refused. */
  cancel(reason: unknown): unknown {
    const error = this.fail(reason);
    this.#controller?.abort(reason);
    return error;
  }

  /** The end of this scope or, if that came first, of one around it. */
  #findEnd(): { readonly cause: unknown } | undefined {
    if (this.#end || !this.#parent) return this.#end;
    return this.#parent.#findEnd();
  }

  #keep(): void {
    try {
      this.#unit.keep();
    } catch (cause) {
      throw new CommitFailedError(this.label, cause);
    }
  }

  #undo(cause: unknown): unknown {
    try {
      this.#unit.undo(cause);
      return cause;
    } catch (undoError) {
      this.#parent?.setRollbackOnly(undoError);
      return new AggregateError([cause, undoError], `"${this.label}" failed, and so did its rollback.`, { cause });
    }
  }

  #leave(cause: unknown): void {
    this.#end = { cause };
    if (this.#parent) this.#parent.#child = undefined;
    this.#stopWatching?.();
    this.#turns?.close(new ScopeClosedError(this.label, { cause }));
  }

  /** Hooks of an inner scope wait for the outermost commit. There they run in this order: publish, let the next one in, the rest. */
  #settle(): void {
    const hooks = this.#hooks;
    if (hooks && this.#parent) this.#parent.#adopt(hooks);
    else hooks?.run('onCommit');
    this.#giveBack(true);
    if (!this.#parent) hooks?.run('afterCommit');
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
  #stack(): TransactionScope[] {
    const above = this.#child ? this.#child.#stack() : [];
    return [...above, this];
  }
}
