import type { Holder } from './contract.ts';

/** Parent of everything that a wrapped function can throw on its own account; what the body throws passes unchanged. */
export class ScopeError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The resource could not be had now; nothing was executed. Trying again later may succeed: over HTTP, a 503. */
export class BusyError extends ScopeError {
  /** For the header `Retry-After` beside a 503. */
  readonly retryAfterSeconds = 1;
}

/** The wait for the resource took longer than `acquireTimeoutMs`. */
export class AcquireTimeoutError extends BusyError {
  readonly waitedMs: number;
  /** Who had the resource when the time was up. Undefined: nobody here, as far as can be known. */
  readonly holder: Holder | undefined;

  constructor(label: string, waitedMs: number, holder: Holder | undefined, otherwise = 'it did not come') {
    const by = holder
      ? `it is held by "${holder.label}" for ${holder.ms.toFixed(0)} ms, from:\n${holder.stack}`
      : otherwise;
    super(`"${label}" gave up waiting for its resource after ${waitedMs.toFixed(0)} ms; ${by}`);
    this.waitedMs = waitedMs;
    this.holder = holder;
  }
}

/** More calls wait for the resource than are allowed to. */
export class QueueFullError extends BusyError {
  constructor(label: string, maxWaiting: number) {
    super(`"${label}" was refused: ${maxWaiting} calls wait for the same resource already.`);
  }
}

/** An outermost async scope lived longer than `holdTimeoutMs`; it was undone. */
export class HoldTimeoutError extends ScopeError {
  constructor(label: string, holdTimeoutMs: number) {
    super(`"${label}" held its resource for more than ${holdTimeoutMs} ms and was undone. Await slow things outside.`);
  }
}

/** Something that needs an open scope came from one that has ended. The cause says why it ended, if it was not by itself. */
export class ScopeClosedError extends ScopeError {
  constructor(label: string, options?: ErrorOptions) {
    super(
      `The scope "${label}" has ended. Await everything that belongs to it, or start what outlives it with detach.`,
      options,
    );
  }
}

/** A scope was used while a scope inside it was open: its work would live or die with that one. */
export class ScopeInterleaveError extends ScopeError {
  constructor(label: string, childLabel: string) {
    super(`The scope "${label}" went on while "${childLabel}" inside it was still open. Await the inner call first.`);
  }
}

/** Given to `onRollback`: the consumer of an async generator left before its end. */
export class GeneratorStoppedError extends ScopeError {
  constructor(label: string) {
    super(`The consumer of "${label}" left before its end; it was undone.`);
  }
}

/** The body ended well, yet the scope had been marked to be undone; the cause is what marked it. */
export class UnexpectedRollbackError extends ScopeError {
  constructor(label: string, reason: unknown) {
    super(`"${label}" was rolled back: it had been marked rollback-only.`, { cause: reason });
  }
}

/** The work was kept, and then its resource could not be given back. The cause is why. */
export class ReleaseFailedError extends ScopeError {
  constructor(label: string, cause: unknown) {
    super(`The work of "${label}" is kept, but its resource could not be given back.`, { cause });
  }
}

/** A function taken for sync, or the resource it stands around, gave a promise or another thenable; it was undone. */
export class AsyncResultInSyncScopeError extends ScopeError {
  constructor(label: string) {
    super(
      `"${label}" was run as a sync function, and a promise came of it. Declare it async, pass { kind: 'async' }, ` +
        'or, if that was a query builder, call .run(), .get() or .all() on it.',
    );
  }
}

/** `nested: 'forbid'` inside a scope. */
export class NestingForbiddenError extends ScopeError {
  constructor(label: string, outerLabel: string) {
    super(`"${label}" must be outermost (nested: 'forbid') and was called inside "${outerLabel}".`);
  }
}

/** Work that needs an open scope was called outside of any: `nested: 'require'`, or a look at what is held. */
export class ScopeRequiredError extends ScopeError {
  constructor(label: string) {
    super(`"${label}" works only inside a scope. Call it from a function that is wrapped with the same resource.`);
  }
}
