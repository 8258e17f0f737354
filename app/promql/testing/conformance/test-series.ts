import type { Labels } from '../../../history/reading.ts';

/** One series as a `load` gives it: a value for each of its steps. */
export interface TestSeries {
  /** The metric too, as `__name__`. */
  readonly labels: Labels;
  /** Null where there is no sample. */
  readonly values: readonly (number | 'stale' | null)[];
}

/** `metric{label="text"} 1 2+3x4 _ stale`; undefined where it holds native histograms, which are not read here. */
export function readTestSeries(line: string): TestSeries | { readonly labels: Labels; readonly values: undefined } {
  const { labels, rest } = readLabels(line);
  if (rest.includes('{{')) return { labels, values: undefined };
  return { labels, values: rest.split(/\s+/).filter(Boolean).flatMap(readItem) };
}

/** `metric{a="b"} rest`, or `{"metric", "a"="b"} rest`. */
function readLabels(line: string): { readonly labels: Labels; readonly rest: string } {
  const [name = ''] = /^[a-zA-Z_:][\w:]*/.exec(line) ?? [];
  const labels: Record<string, string> = name === '' ? {} : { __name__: name };
  if (line[name.length] !== '{') return { labels, rest: line.slice(name.length) };
  const part = /[\s,]*(?:("(?:[^"\\]|\\.)*")|([^\s=,"{}]+))?\s*(?:=\s*("(?:[^"\\]|\\.)*"))?\s*(})?/y;
  part.lastIndex = name.length + 1;
  for (let found = part.exec(line); found; found = part.exec(line)) {
    const [, quoted, bare, value, end] = found;
    const given = quoted === undefined ? bare : unquote(quoted);
    if (given !== undefined)
      labels[value === undefined ? '__name__' : given] = value === undefined ? given : unquote(value);
    if (end) break;
  }
  return { labels, rest: line.slice(part.lastIndex) };
}

function unquote(quoted: string): string {
  return JSON.parse(quoted.replace(/\t/g, '\\t').replace(/\\x([0-9a-f]{2})/g, '\\u00$1')) as string;
}

const GAP = /^_(?:x(\d+))?$/;
const STALE = /^stale(?:x(\d+))?$/;
const NUMBERS = /^([-+]?(?:[\d.]+(?:e[-+]?\d+)?|0x[\da-f]+|inf|nan))(?:([-+](?:[\d.]+(?:e[-+]?\d+)?|inf))?x(\d+))?$/i;

/** `_x3` are three gaps; `1+2x3` is 1 and three more, each 2 higher; `5x3` is 5, four times. */
function readItem(item: string): (number | 'stale' | null)[] {
  const gap = GAP.exec(item);
  if (gap) return Array<null>(Number(gap[1] ?? 1)).fill(null);
  const stale = STALE.exec(item);
  if (stale) return Array<'stale'>(1 + Number(stale[1] ?? 0)).fill('stale');
  const [, first, step, times = '0'] = NUMBERS.exec(item) ?? [];
  if (first === undefined) throw new Error(`${item} is no sample`);
  return Array.from({ length: 1 + Number(times) }, (_, i) =>
    step === undefined ? readNumber(first) : readNumber(first) + i * readNumber(step),
  );
}

export function readNumber(text: string): number {
  const [, sign, word] = /^([-+]?)(.*)$/.exec(text)!;
  if (/^inf$/i.test(word!)) return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text.replace(/^\+/, ''));
}
