export type ImportFormat = 'influx' | 'openmetrics' | 'prometheus';

/** The format of a text, by its first lines. The older format of Prometheus looks like OpenMetrics, and is not told. */
export function tellFormat(beginning: Buffer): ImportFormat {
  for (const line of beginning
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\n')) {
    const text = line.trim();
    if (/^#\s*(?:HELP|TYPE|UNIT|EOF)\b/.test(text)) return 'openmetrics';
    if (text !== '' && !text.startsWith('#')) return isSample(text) ? 'openmetrics' : 'influx';
  }
  return 'influx';
}

/** `name{...`, `{...`, or a name and a number. */
function isSample(line: string): boolean {
  return /^[\w:.]*\s*\{/.test(line) || /^[\w:.]+\s+[+-]?(?:\.?\d|nan|inf)/i.test(line);
}
