import type { LogQuery } from './log-query.ts';
import { parseSearch } from './parse-search.ts';

/** Of one word; more make a search no narrower, and longer. */
const MAX_TRIGRAMS = 24;

/**
 * What the index of a block must hold when one of its lines matches, in the language of FTS5. Undefined when it cannot tell:
 * there is no word of three characters.
 */
export function trigramQuery({ search, fields }: Pick<LogQuery, 'search' | 'fields'>): string | undefined {
  const wanted = fields.map(([name, value]) => `${name}=${value}`.toLowerCase());
  const groups = parseSearch(search);
  const all = (groups.length === 0 ? [{ has: [] }] : groups).map(({ has }) => toTerm([...wanted, ...has]));
  if (all.some(term => term === undefined)) return undefined;
  return all.map(term => `(${term})`).join(' OR ');
}

function toTerm(words: readonly string[]): string | undefined {
  const trigrams = new Set(words.flatMap(trigramsOf));
  if (trigrams.size === 0) return undefined;
  return [...trigrams].map(trigram => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

function trigramsOf(word: string): string[] {
  const characters = [...word.replaceAll('\0', ' ')];
  const count = Math.min(MAX_TRIGRAMS, characters.length - 2);
  return Array.from({ length: Math.max(0, count) }, (_, i) => characters.slice(i, i + 3).join(''));
}
