import type { Selector } from './history.ts';

/**
 * Reads an instant vector selector with equality matchers, the part of PromQL that panels use:
 * `host_cpu_percent`, `temperature{room="kitchen", floor="2"}`. A sentence when it is anything else.
 */
export function parseSelector(text: string): Selector | { readonly problem: string } {
  const whole = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{(.*)\})?\s*$/s.exec(text);
  if (!whole) return { problem: `"${text}" is not a metric name, with or without {label="value"} behind it.` };
  const [, metric, inside] = whole;
  const labels = parseMatchers(inside ?? '');
  if (!labels) return { problem: `The labels of "${text}" must read {name="value", other="value"}.` };
  return { metrics: [metric!], labels };
}

const MATCHER = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\[\\"n])*)"\s*(,|$)/sy;

function parseMatchers(text: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  const rest = text.trim();
  MATCHER.lastIndex = 0;
  while (MATCHER.lastIndex < rest.length) {
    const match = MATCHER.exec(rest);
    if (!match || Object.hasOwn(labels, match[1]!)) return undefined;
    labels[match[1]!] = unescapeValue(match[2]!);
  }
  return labels;
}

function unescapeValue(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
