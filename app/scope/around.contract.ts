import type { Checked, Fn, IsAny, Scope, ScopeOptions } from './contract.ts';

/** What a held thing may be told of its end, before it is given back. Disposal alone could not tell one from the other. */
export interface Told {
  /** The scope ended well. Throwing refuses: then `undo` follows and the caller gets the error. */
  keep?(): unknown;
  /** The scope failed, was cancelled, or could not be kept. */
  undo?(cause: unknown): unknown;
}

/** Given back by `using` and its like: `[Symbol.dispose]`, or for async functions `[Symbol.asyncDispose]` where it has one. */
export type Held = (Disposable | AsyncDisposable) & Told;

/** For whom something is acquired. */
export interface Asked<Args extends readonly unknown[] = readonly unknown[]> {
  readonly label: string;
  /** `this` of the call. */
  readonly self: unknown;
  /** Its arguments. */
  readonly args: Args;
  /** Aborts when the wait has lasted `acquireTimeoutMs`, or the caller is not interested any more. */
  readonly signal: AbortSignal;
}

export interface Resource<Taken, Args extends readonly unknown[]> {
  /** Takes it, or throws why it cannot be had. What arrives after the caller has left is given back at once. */
  acquire(asked: Asked<Args>): Taken;
  /** Default for every function; see `AroundOptions`. */
  readonly nested?: NonNullable<AroundOptions['nested']>;
  readonly acquireTimeoutMs?: number;
  readonly holdTimeoutMs?: number;
  /** Receives what hooks throw, and why something that came too late could not be given back. Default: a process warning. */
  readonly onError?: (error: unknown) => void;
}

export interface AroundOptions extends ScopeOptions {
  /**
   * What happens inside a scope of the same resource. `share` (default): the same thing is held, and given back with the
   * outermost scope; if it has `undo`, a failing inner call dooms the outermost, as half of the work cannot be undone.
   * `own`: takes another one. `forbid`: refuses. `require`: shares, and refuses to be outermost.
   */
  readonly nested?: 'share' | 'own' | 'forbid' | 'require';
}

export interface AroundScope<H> extends Scope {
  /** What is held. Throws `ScopeClosedError` after the end. */
  readonly held: H;
}

/** `F`, unless its arguments are not what `acquire` looks at. */
type Fitting<F extends Fn, Args extends readonly unknown[]> =
  Parameters<F> extends Args ? Checked<F> : F & { readonly __args: 'acquire needs other arguments first' };

/** `F`, unless it is sync. */
type Later<F extends Fn, Args extends readonly unknown[]> =
  IsAny<ReturnType<F>> extends true
    ? Fitting<F, Args>
    : [ReturnType<F>] extends [PromiseLike<unknown> | AsyncGenerator<unknown, unknown, never>]
      ? Fitting<F, Args>
      : F & { readonly __sync: 'the resource is acquired or given back asynchronously; make the function async' };

// biome-ignore lint/suspicious/noExplicitAny: parameters of a method are only known at its declaration
type Method<This> = (this: This, ...args: any[]) => any;

export type AroundDecorator<Args extends readonly unknown[]> = <This, F extends Method<This>>(
  method: Fitting<F, Args>,
  context: ClassMethodDecoratorContext<This, F>,
) => F;

export type AsyncAroundDecorator<Args extends readonly unknown[]> = <This, F extends Method<This>>(
  method: Later<F, Args>,
  context: ClassMethodDecoratorContext<This, F>,
) => F;

interface Looks<H> {
  /** The open scope of the calling code, if any. */
  current(): AroundScope<H> | undefined;
  /** What the calling code's scope holds. Throws `ScopeRequiredError` outside of any. */
  held(): H;
  /** Runs `fn` outside of any scope: for timers and other work that outlives the scope on purpose. */
  detach<R>(fn: () => R): R;
}

/** Puts functions around a resource that is taken and given back in the same turn. */
export interface Around<H, Args extends readonly unknown[]> extends AroundDecorator<Args>, Looks<H> {
  /** Wraps a function; sync, async and async generator functions keep their type, `this`, arguments, name and length. */
  <F extends Fn>(fn: Fitting<F, Args>, options?: AroundOptions): F;
  /** The same for a function that may or may not return a promise: `kind` says which it is taken for. */
  <F extends Fn>(fn: F, options: AroundOptions & { readonly kind: 'sync' | 'async' }): F;
  (options: AroundOptions): AroundDecorator<Args>;
  /** Runs `fn` in a scope, now. `args` are what `acquire` gets. */
  run<R>(fn: Checked<(scope: AroundScope<H>) => R>, options?: AroundOptions, ...args: Args): R;
}

/** The same for a resource that has to be waited for: around async functions and async generators only. */
export interface AsyncAround<H, Args extends readonly unknown[]> extends AsyncAroundDecorator<Args>, Looks<H> {
  <F extends Fn>(fn: Later<F, Args>, options?: AroundOptions): F;
  <F extends Fn>(fn: F, options: AroundOptions & { readonly kind: 'async' }): F;
  (options: AroundOptions): AsyncAroundDecorator<Args>;
  run<R>(fn: (scope: AroundScope<H>) => Promise<R>, options?: AroundOptions, ...args: Args): Promise<R>;
}
