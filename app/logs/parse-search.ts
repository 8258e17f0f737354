/** What a line must hold: one of the groups, and of that group every text of `has` and none of `lacks`. All in small letters. */
export type Search = readonly SearchGroup[];

export interface SearchGroup {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

/** Words of one search; those after it are not looked at. */
const MAX_WORDS = 32;

/** A quoted text, which may lack its end, or a word; a minus before it takes it away. */
const WORD = /(-?)"([^"]*)"?|(\S+)/g;

/**
 * Words that must all be there, anywhere in a line; `"several words"` that stand together, `-word` that must not be there,
 * `or` between groups: `order -paid or "event loop"`. Without a word: an empty list, which every line meets.
 */
export function parseSearch(text: string): Search {
  const groups: { has: string[]; lacks: string[] }[] = [{ has: [], lacks: [] }];
  let count = 0;
  for (const [, minus = '', quoted, word] of text.toLowerCase().matchAll(WORD)) {
    if (count++ === MAX_WORDS) break;
    if (word === 'or' || word === '|') groups.push({ has: [], lacks: [] });
    else if (quoted !== undefined) add(groups.at(-1)!, minus === '-', quoted);
    else if (word !== undefined) add(groups.at(-1)!, word.length > 1 && word.startsWith('-'), word);
  }
  return groups.filter(({ has, lacks }) => has.length + lacks.length > 0);
}

function add(group: { has: string[]; lacks: string[] }, isMinus: boolean, word: string): void {
  const needle = isMinus && word.startsWith('-') ? word.slice(1) : word;
  if (needle !== '') (isMinus ? group.lacks : group.has).push(needle);
}
