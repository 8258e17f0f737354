import type { Labels } from './reading.ts';

/**
 * The one text that names a series, as Prometheus writes it: `temperature{room="kitchen"}`, and with names that are more
 * than letters, digits and `_` in quotes: `{"cpu.load", "größe"="2"}`. Labels are sorted by name, so equal series have
 * equal keys.
 */
export function seriesKey(metric: string, labels: Labels): string {
  const names = Object.keys(labels).sort();
  const pairs = names.map(name => `${isPlain(name) ? name : quote(name)}=${quote(labels[name]!)}`).join(',');
  if (!isPlain(metric, COLON)) return `{${quote(metric)}${pairs === '' ? '' : `,${pairs}`}}`;
  return pairs === '' ? metric : `${metric}{${pairs}}`;
}

const COLON = 58;

/** Letters, digits, `_` and one more, with no digit first. Not by a regular expression: it is asked for each reading of a JSON body. */
function isPlain(name: string, alsoCode = -1): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === alsoCode;
    if (!isLetter && !(at > 0 && code >= 48 && code <= 57)) return false;
  }
  return name !== '';
}

const NEEDS_ESCAPE = /[\\"\n]/;

function quote(text: string): string {
  return `"${escapeText(text)}"`;
}

/** Escapes of the Prometheus text format: backslash, double quote, line feed. */
function escapeText(text: string): string {
  // Most need none, and the test alone is quicker.
  return NEEDS_ESCAPE.test(text) ? text.replace(/[\\"\n]/g, char => (char === '\n' ? '\\n' : `\\${char}`)) : text;
}
