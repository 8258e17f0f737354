import type { Labels } from './reading.ts';

/**
 * The one text that names a series, as Prometheus writes it: `temperature{room="kitchen"}`.
 * Labels are sorted by name, so equal series have equal keys.
 */
export function seriesKey(metric: string, labels: Labels): string {
  const names = Object.keys(labels).sort();
  if (names.length === 0) return metric;
  return `${metric}{${names.map(name => `${name}="${escapeLabel(labels[name]!)}"`).join(',')}}`;
}

/** Escapes of the Prometheus text format: backslash, double quote, line feed. */
function escapeLabel(value: string): string {
  return value.replace(/[\\"\n]/g, char => (char === '\n' ? '\\n' : `\\${char}`));
}
