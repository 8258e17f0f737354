import type { KeptLine, LogLine } from './log-line.ts';
import type { LogQuery } from './log-query.ts';
import { parseSearch } from './parse-search.ts';
import { searchText } from './search-text.ts';

/** Whether a line holds what is searched for, and has the fields. Time, stream and level are not looked at. */
export function createLineFilter({
  search,
  fields,
}: Pick<LogQuery, 'search' | 'fields'>): (line: Pick<LogLine, 'text' | 'fields'>) => boolean {
  const groups = parseSearch(search);
  return line => {
    if (!fields.every(([name, value]) => Object.hasOwn(line.fields, name) && line.fields[name] === value)) return false;
    if (groups.length === 0) return true;
    const text = textOf(line);
    return groups.some(
      ({ has, lacks }) => has.every(word => text.includes(word)) && !lacks.some(word => text.includes(word)),
    );
  };
}

/** Made once for a line that many searches look at, as the live ones do. */
const texts = new WeakMap<object, string>();

function textOf(line: Pick<KeptLine, 'text' | 'fields'>): string {
  let text = texts.get(line);
  if (text === undefined) {
    text = searchText(line);
    texts.set(line, text);
  }
  return text;
}
