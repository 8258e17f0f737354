import type { Child } from 'hono/jsx';
import { parseSearch } from '../parse-search.ts';

/** Draws texts with what is searched for set off. */
export function createMarker(search: string): (text: string) => Child {
  const words = [...new Set(parseSearch(search).flatMap(({ has }) => has))];
  if (words.length === 0) return text => text;
  // The longest first, so that it is set off as a whole.
  const pattern = new RegExp(
    words
      .sort((a, b) => b.length - a.length)
      .map(escapeWord)
      .join('|'),
    'giu',
  );
  return text => {
    const parts: Child[] = [];
    let at = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      parts.push(text.slice(at, index), <mark>{found}</mark>);
      at = index + found.length;
    }
    return at === 0 ? text : [...parts, text.slice(at)];
  };
}

function escapeWord(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
