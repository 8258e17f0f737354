import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { FederateAsk, TextSyntax } from '../threads/asks.ts';
import type { WrittenAnswer } from '../threads/query-thread-calls.ts';
import { ByteWriter } from './byte-writer.ts';
import { formatTime } from './format-time.ts';
import { formatValue } from './format-value.ts';

export interface ExposedSample {
  /** The metric too, as `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly atMs: number;
  readonly value: number;
}

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Samples in Prometheus' text format 0.0.4, or as OpenMetrics; metric by metric, each with a time. */
export function writeExposition(
  samples: readonly ExposedSample[],
  ask: FederateAsk,
  requireWanted: () => void,
): WrittenAnswer {
  const writer = new ByteWriter(requireWanted);
  const { isOpenMetrics } = ask.syntax;
  const byMetric = Map.groupBy(samples, ({ labels }) => labels[METRIC_LABEL] ?? '');
  for (const [metric, those] of Array.from(byMetric).sort(([a], [b]) => (a < b ? -1 : 1))) {
    writer.add(`# TYPE ${nameOf(metric, METRIC, ask.syntax)} ${isOpenMetrics ? 'unknown' : 'untyped'}\n`);
    for (const sample of those) writer.add(lineOf(metric, sample, ask.syntax));
  }
  if (isOpenMetrics) writer.add('# EOF\n');
  return writer.finish(ask);
}

function lineOf(metric: string, { labels, atMs, value }: ExposedSample, syntax: TextSyntax): string {
  const name = nameOf(metric, METRIC, syntax);
  const pairs = Object.entries(labels).filter(([label]) => label !== METRIC_LABEL);
  const written = pairs.map(([label, text]) => `${nameOf(label, LABEL, syntax)}="${escapeText(text)}"`);
  // A name in quotes stands between the braces.
  const isQuoted = name.startsWith('"');
  const inBraces = isQuoted ? [name, ...written] : written;
  const braces = inBraces.length > 0 ? `{${inBraces.join(',')}}` : '';
  const time = syntax.isOpenMetrics ? formatTime(atMs) : String(atMs);
  return `${isQuoted ? '' : name}${braces} ${formatValue(value)} ${time}\n`;
}

function nameOf(name: string, plain: RegExp, { isUtf8 }: TextSyntax): string {
  if (plain.test(name)) return name;
  if (isUtf8) return `"${escapeText(name)}"`;
  const words = name.replace(/[^a-zA-Z0-9_:]/gu, '_');
  return /^[0-9]/.test(words) || words === '' ? `_${words}` : words;
}

function escapeText(text: string): string {
  return text.replace(/[\\"\n]/g, found => (found === '\n' ? '\\n' : `\\${found}`));
}
