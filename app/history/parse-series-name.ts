import type { SeriesName } from './rename.ts';

/**
 * Reads what `seriesKey` writes, with blanks where people put them: `temperature{room="kitchen", floor="2"}`,
 * `{"cpu.load", "größe"="2"}`. Undefined when it is anything else.
 */
export function parseSeriesName(text: string): SeriesName | undefined {
  const whole = WHOLE.exec(text);
  if (!whole) return undefined;
  const [, plainMetric, inside = ''] = whole;
  const parts = readParts(inside.trim());
  if (!parts) return undefined;
  const [metric, ...others] = [...(plainMetric === undefined ? [] : [plainMetric]), ...parts.metrics];
  return metric === undefined || others.length > 0 ? undefined : { metric, labels: parts.labels };
}

const WHOLE = /^\s*([a-zA-Z_:][\w:]*)?\s*(?:\{(.*)\})?\s*$/s;

/** `name="value"`, `"any name"="value"`, or the metric by itself: `"any name"`. */
const PART = /\s*(?:([a-zA-Z_]\w*)|"((?:[^"\\]|\\[\\"n])+)")\s*(?:=\s*"((?:[^"\\]|\\[\\"n])*)"\s*)?(?:,|$)/sy;

function readParts(text: string): { readonly metrics: string[]; readonly labels: Record<string, string> } | undefined {
  const metrics: string[] = [];
  const labels = new Map<string, string>();
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (!match) return undefined;
    const [, plain, quoted, value] = match;
    const name = plain ?? unescapeText(quoted!);
    if (value === undefined && plain !== undefined) return undefined;
    if (value === undefined) metrics.push(name);
    else if (labels.has(name)) return undefined;
    else labels.set(name, unescapeText(value));
  }
  return { metrics, labels: Object.fromEntries(labels) };
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
