import { negotiate } from './negotiate.ts';

export const TEXT = 'text/plain';

/** What an `Accept` wishes of the offered media types. */
export interface Wish {
  /** For every client but those below. */
  readonly type: string;
  /** A client that prints to a terminal gets text in place of `type`, or the same text with colours: `User-Agent` decides. */
  readonly isTextOnTerminals: boolean;
  /** The client named `text/plain`: then it is given no escapes, wherever it prints. */
  readonly isTextNamed: boolean;
}

/** So many different `Accept` texts are remembered for each set of offers; all browsers and tools together send about twenty. */
export const MAX_REMEMBERED_WISHES = 64;
/** A longer text is read anew each time. */
export const MAX_REMEMBERED_CHARS = 512;

/** Reads `Accept` against these types, in this order of preference. Undefined: the client refuses them all. */
export function createWishReader(types: readonly string[]): (accept: string | null) => Wish | undefined {
  const textFirst = types.toSorted((a, b) => Number(b === TEXT) - Number(a === TEXT));
  const remembered = new Map<string | null, Remembered>();
  let latest: Remembered | undefined;
  return accept => {
    // Requests in a row often say the same, and to compare two texts costs less than to hash one.
    if (latest !== undefined && latest.accept === accept) return latest.wish;
    latest = remembered.get(accept);
    if (latest !== undefined) return latest.wish;
    const wish = read(accept, types, textFirst);
    if (wish === undefined || (accept !== null && accept.length > MAX_REMEMBERED_CHARS)) return wish;
    if (remembered.size >= MAX_REMEMBERED_WISHES) remembered.clear();
    remembered.set(accept, { accept, wish });
    return wish;
  };
}

interface Remembered {
  readonly accept: string | null;
  readonly wish: Wish;
}

function read(accept: string | null, types: readonly string[], textFirst: readonly string[]): Wish | undefined {
  const chosen = negotiate(accept, types);
  const onTerminals = negotiate(accept, textFirst);
  if (chosen === undefined || onTerminals === undefined) return undefined;
  const isTextNamed = onTerminals.type === TEXT && onTerminals.isNamed;
  const isSame = chosen.type === TEXT && isTextNamed;
  return { type: chosen.type, isTextOnTerminals: onTerminals.type === TEXT && !isSame, isTextNamed };
}
