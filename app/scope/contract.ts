// biome-ignore lint/suspicious/noExplicitAny: a constraint that every function satisfies cannot be written with unknown parameters
export type Fn = (this: any, ...args: any[]) => any;

/** Only `any` makes `1 & T` something that 0 extends. */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** True for `T | Promise<T>`: neither always nor never a promise. */
type IsAmbiguous<R> =
  IsAny<R> extends true
    ? false
    : [R] extends [PromiseLike<unknown>]
      ? false
      : [Extract<R, PromiseLike<unknown>>] extends [never]
        ? false
        : true;

/** `F`, unless it may or may not return a promise: then a type that no function has, whose property says the cure. */
export type Checked<F extends Fn> =
  IsAmbiguous<ReturnType<F>> extends true ? F & { readonly __ambiguous: 'returns T | Promise<T>; pass { kind }' } : F;

export interface ScopeOptions {
  /** Whether the function returns a promise. Default: `async` functions do, all others do not. Async generators need none. */
  readonly kind?: 'sync' | 'async';
  /** Names the scope in errors and stats. Default: the function's name. */
  readonly label?: string;
  /** Longest wait for the resource, milliseconds. `Infinity`: no limit. */
  readonly acquireTimeoutMs?: number;
  /** Longest life of an outermost async scope, milliseconds. `Infinity`: no limit. */
  readonly holdTimeoutMs?: number;
  /** Aborted while waiting: nothing is taken. Aborted while running: the scope is undone. Rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One run of a wrapped function. Dead after its end: using it then throws `ScopeClosedError`. */
export interface Scope {
  readonly id: number;
  readonly label: string;
  /** 0 for the outermost scope, one more per nesting. */
  readonly depth: number;
  /** Aborts when the scope is ended from outside: by hold timeout, by the caller's signal, by closing. */
  readonly signal: AbortSignal;
  /** The scope will be undone and its caller get `UnexpectedRollbackError`, with `reason` as cause, however the body ends. */
  setRollbackOnly(reason?: unknown): void;
  /** Runs when the outermost scope was kept and before its resource is given back, in order of registration. */
  onCommit(publish: () => void): void;
  /** Runs after the resource was given back; may be async, nobody waits for it. */
  afterCommit(task: () => unknown): void;
  /** Runs after the work of this scope was undone, alone or together with an outer scope. */
  onRollback(undo: (cause: unknown) => void): void;
}

/** Who has a resource, and since when. */
export interface Holder {
  readonly label: string;
  readonly ms: number;
  readonly stack: string;
}

/** What one call asks for: its options with every default filled in. */
export interface Call {
  readonly label: string;
  readonly acquireTimeoutMs: number;
  readonly holdTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}
