/**
 * The calls a keeper answers, by name: written once as a type, held by both sides.
 *
 * ```ts
 * interface Calls { add(a: number, b: number): number }
 * ```
 */
export type Calls<C> = { readonly [Name in keyof C]: (...args: never[]) => unknown };

export type CallName<C> = keyof C & string;

// biome-ignore lint/suspicious/noExplicitAny: conditional inference needs a function type that every function extends
export type CallArgs<F> = F extends (...args: infer Args extends any[]) => unknown ? Args : never;

// biome-ignore lint/suspicious/noExplicitAny: as above
export type CallValue<F> = F extends (...args: any[]) => infer Value ? Awaited<Value> : never;
