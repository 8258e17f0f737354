import { limits } from '../ingest/limits.ts';
import { formatValue } from './format-value.ts';
import { hasLegalNames } from './has-legal-names.ts';
import type { TextFormat } from './text-format.ts';

/** What a value and a time take at most. */
const FIELD_BYTES = 64;

/**
 * `metric,label=text value=21.4 1795357687788000000`: a field of this name is read as the metric alone, and times are
 * nanoseconds wherever nobody says otherwise. There is no escape for a line feed, none for a backslash at the end of a
 * label, and no word for what is no finite number.
 */
export const lineProtocolText: TextFormat = {
  prefixOf(series) {
    const { metric, labels } = series;
    const texts = [metric, ...Object.keys(labels), ...Object.values(labels)];
    // A line that begins with `#` is a comment.
    if (!texts.every(isSaid) || metric.startsWith('#') || !hasLegalNames(series)) return undefined;
    const names = Object.keys(labels).sort();
    const tags = names.map(name => `,${escapeTag(name)}=${escapeTag(labels[name]!)}`).join('');
    const prefix = `${escapeMeasurement(metric)}${tags} value=`;
    return Buffer.byteLength(prefix) + FIELD_BYTES > limits.lineBytes ? undefined : prefix;
  },
  headOf: () => '',
  linesOf(prefix, { times, values }) {
    let text = '';
    for (let i = 0; i < times.length; i++) {
      const value = values[i]!;
      if (Number.isFinite(value)) text += `${prefix}${formatValue(value)} ${times[i]}000000\n`;
    }
    return text;
  },
  countLeftOut(values) {
    let count = 0;
    for (const value of values) if (!Number.isFinite(value)) count++;
    return count;
  },
  end: '',
  limits:
    'It has no word for NaN and infinities, and none for a label that holds a line feed or ends with a backslash.',
};

function escapeTag(value: string): string {
  return value.replace(/[,= ]/g, '\\$&');
}

/** As for a tag, but `=` is nothing special there. */
function escapeMeasurement(name: string): string {
  return name.replace(/[, ]/g, '\\$&');
}

function isSaid(text: string): boolean {
  return !text.includes('\n') && !text.endsWith('\\');
}
