/** What is offered at most; who types on sees others. */
export const MAX_COMPLETIONS = 20;

interface Rankable {
  readonly name: string;
  /** Used every day. */
  readonly isUsual?: boolean | undefined;
}

const BOUNDARY = /[_:.\-/ ]/;

/**
 * The things whose names fit what was typed, the best ones first: those that begin with it, those with a word that does, those that have
 * it somewhere, those that have its letters in this order. Among equals what is used every day, then the shorter one, then by the alphabet.
 * Nothing typed: all, as they come.
 */
export function rankNames<T extends Rankable>(typed: string, named: readonly T[]): T[] {
  if (typed === '') return named.slice(0, MAX_COMPLETIONS);
  const wanted = typed.toLowerCase();
  const ranked = named.map(one => ({ one, rank: rankOf(wanted, one.name.toLowerCase()) }));
  return ranked
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || compare(a.one, b.one))
    .slice(0, MAX_COMPLETIONS)
    .map(({ one }) => one);
}

function compare(a: Rankable, b: Rankable): number {
  const usual = Number(b.isUsual ?? false) - Number(a.isUsual ?? false);
  return usual || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}

function rankOf(wanted: string, name: string): number {
  const at = name.indexOf(wanted);
  if (at === 0) return 0;
  if (startsWord(wanted, name)) return 1;
  if (at > 0) return 2;
  const spread = spreadOf(wanted, name);
  return spread === undefined ? Number.POSITIVE_INFINITY : 3 + spread;
}

function startsWord(wanted: string, name: string): boolean {
  for (let at = name.indexOf(wanted); at > 0; at = name.indexOf(wanted, at + 1)) {
    if (BOUNDARY.test(name[at - 1]!)) return true;
  }
  return false;
}

/** How far the letters are apart; undefined unless all are there. The first one must begin a word: else anything fits. */
function spreadOf(wanted: string, name: string): number | undefined {
  let first = name.indexOf(wanted[0]!);
  while (first > 0 && !BOUNDARY.test(name[first - 1]!)) first = name.indexOf(wanted[0]!, first + 1);
  if (first < 0) return undefined;
  let at = first;
  for (const letter of wanted.slice(1)) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return at - first;
}
