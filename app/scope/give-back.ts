import type { Held } from './around.contract.ts';

/** As `using` does. */
export function giveBackNow(held: Held & Disposable): void {
  held[Symbol.dispose]();
}

/** As `await using` does: the async way where there is one. */
export function giveBackLater(held: Held): unknown {
  if (Symbol.asyncDispose in held) return held[Symbol.asyncDispose]();
  return held[Symbol.dispose]();
}
