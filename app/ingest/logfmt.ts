/** Characters of a line that are looked through for pairs. */
const MAX_CHARS = 64 * 1024;

const PAIR = /([A-Za-z_@][\w.@/-]{0,99})=(?:"((?:[^"\\]|\\.)*)"|([^\s"=]*))(?=\s|$)/y;
const BLANKS = /\s*/y;

/** `level=info msg="order paid" order=1187`: a line that is all pairs, two at least. Undefined for other lines. */
export function parseLogfmt(line: string): Record<string, string> | undefined {
  if (line.length > MAX_CHARS || line.includes('\n')) return undefined;
  const pairs = readPairs(line.trim(), 0);
  return pairs && Object.keys(pairs).length >= 2 ? pairs : undefined;
}

/** The pairs with which a line ends, and what stands before them: `order 1187 paid order=1187 ms=388`. */
export function splitTrailingPairs(line: string): { readonly head: string; readonly pairs: Record<string, string> } {
  const none = { head: line, pairs: {} };
  if (line.length > MAX_CHARS || line.includes('\n') || !line.includes('=')) return none;
  const starts = [...line.matchAll(/(?:^|\s)(?=[A-Za-z_@][\w.@/-]{0,99}=)/g)].slice(-64);
  for (const { index, 0: blank } of starts) {
    const pairs = readPairs(line.trimEnd(), index + blank.length);
    if (pairs) return { head: line.slice(0, index).trimEnd(), pairs };
  }
  return none;
}

/** Undefined when something else than pairs stands there, or a name comes twice. */
function readPairs(line: string, start: number): Record<string, string> | undefined {
  const pairs: Record<string, string> = {};
  for (let at = start; at < line.length; ) {
    PAIR.lastIndex = at;
    const match = PAIR.exec(line);
    if (!match || Object.hasOwn(pairs, match[1]!) || match[1] === '__proto__') return undefined;
    pairs[match[1]!] = match[2] === undefined ? match[3]! : match[2].replace(/\\(.)/g, unescapeOne);
    BLANKS.lastIndex = PAIR.lastIndex;
    BLANKS.exec(line);
    at = BLANKS.lastIndex;
  }
  return pairs;
}

function unescapeOne(_: string, character: string): string {
  return character === 'n' ? '\n' : character === 't' ? '\t' : character;
}
