/** A piece of a text that may be broken anywhere. `open`: a quote without its end, which is the last piece. */
export interface LooseToken {
  readonly kind: 'name' | 'number' | 'string' | 'open' | 'symbol' | 'comment';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const PIECE = new RegExp(
  [
    /(?<comment>#[^\r\n]*)/,
    /(?<string>"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`)/,
    /(?<open>["'][^\n]*|`[^`]*)/,
    /(?<name>[a-zA-Z_:][\w:]*)/,
    /(?<number>\d[\w.]*|\.\d[\w.]*)/,
    /(?<symbol>==|!=|=~|!~|<=|>=|\S)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** The pieces of a PromQL text that is still being written. Never throws; what is no piece of PromQL comes as a symbol. */
export function scanLoosely(text: string): LooseToken[] {
  return Array.from(text.matchAll(PIECE), ({ 0: found, index, groups }) => {
    const [kind] = Object.entries(groups!).find(([, part]) => part !== undefined)!;
    return { kind: kind as LooseToken['kind'], text: found, from: index, to: index + found.length };
  });
}
