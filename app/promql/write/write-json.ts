import type { QueryResult, ResultSeries } from '../run-query.ts';
import type { Form, JsonAsk } from '../threads/asks.ts';
import type { WrittenAnswer } from '../threads/query-thread-calls.ts';
import { ByteWriter } from './byte-writer.ts';
import { formatTime } from './format-time.ts';
import { formatValue } from './format-value.ts';

/** What Prometheus' API says where a limit has left something out. */
export const TRUNCATED = 'results truncated due to limit';

/** The answer of Prometheus' API to a query. */
export function writeQueryJson(result: QueryResult, ask: JsonAsk, requireWanted: () => void): WrittenAnswer {
  const writer = new ByteWriter(requireWanted);
  const kind = ask.isRange ? 'matrix' : result.kind;
  const series = kind === 'matrix' ? inOrder(result.series) : result.series;
  const isCut = ask.limit !== undefined && kind !== 'scalar' && series.length > ask.limit;
  const shown = isCut ? series.slice(0, ask.limit) : series;
  writer.add(`{"status":"success","data":{"resultType":"${kind}","result":`);
  if (kind === 'scalar' || kind === 'string') writer.add(pairOf(result, ask));
  else writeList(writer, shown, kind === 'matrix' ? writeLine : writeElement);
  writer.add(isCut ? `},"warnings":["${TRUNCATED}"]}` : '}}');
  return writer.finish(ask);
}

/** Any other answer of the API: names, values, labels. */
export function writeDataJson(data: unknown, isCut: boolean, form: Form, requireWanted: () => void): WrittenAnswer {
  const writer = new ByteWriter(requireWanted);
  writer.add('{"status":"success","data":');
  if (Array.isArray(data)) writeList(writer, data, (to, each) => to.add(JSON.stringify(each)));
  else writer.add(JSON.stringify(data));
  writer.add(isCut ? `,"warnings":["${TRUNCATED}"]}` : '}');
  return writer.finish(form);
}

function writeList<Item>(writer: ByteWriter, items: readonly Item[], write: (to: ByteWriter, item: Item) => void) {
  for (const [at, item] of items.entries()) {
    writer.add(at === 0 ? '[' : ',');
    write(writer, item);
  }
  writer.add(items.length === 0 ? '[]' : ']');
}

function pairOf({ series: [scalar], text }: QueryResult, { window }: JsonAsk): string {
  if (scalar) return `${beginOf(scalar.times[0]!)}${formatValue(scalar.values[0]!)}"]`;
  return `[${formatTime(window.startMs)},${JSON.stringify(text)}]`;
}

function writeElement(writer: ByteWriter, { labels, times, values }: ResultSeries): void {
  writer.add(textOf(labels));
  writer.add(',"value":');
  addSample(writer, beginsOf(times), values, 0);
  writer.add('}');
}

function writeLine(writer: ByteWriter, { labels, times, values }: ResultSeries): void {
  writer.add(textOf(labels));
  writer.add(',"values":[');
  const begins = beginsOf(times);
  for (let at = 0; at < times.length; at++) addSample(writer, begins, values, at);
  writer.add(']}');
}

function addSample(writer: ByteWriter, { bytes, ends }: Begins, values: Float64Array, at: number): void {
  writer.addBytes(bytes, ends[at]!, ends[at + 1]!);
  writer.addNumber(values[at]!);
  writer.addBytes(SAMPLE_END, 0, SAMPLE_END.length);
}

const SAMPLE_END = Buffer.from('"]');

const knownTexts = new WeakMap<ResultSeries['labels'], string>();

/** Labels come again and again as the same object. */
function textOf(labels: ResultSeries['labels']): string {
  const text = knownTexts.get(labels) ?? `{"metric":${JSON.stringify(labels)}`;
  knownTexts.set(labels, text);
  return text;
}

/** How samples begin, with what separates them from the one before: one after the other, each from one end to the next. */
interface Begins {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

const knownBegins = new WeakMap<Float64Array, Begins>();

/** Of samples of these times; lines without gaps share their times. */
function beginsOf(times: Float64Array): Begins {
  const known = knownBegins.get(times) ?? createBegins(times);
  knownBegins.set(times, known);
  return known;
}

function createBegins(times: Float64Array): Begins {
  const texts = Array.from(times, (atMs, at) => `${at === 0 ? '' : ','}${beginOf(atMs)}`);
  const ends = new Uint32Array(times.length + 1);
  for (const [at, text] of texts.entries()) ends[at + 1] = ends[at]! + text.length;
  return { bytes: Buffer.from(texts.join('')), ends };
}

function beginOf(atMs: number): string {
  return `[${formatTime(atMs)},"`;
}

/** As Prometheus orders lines: by names and values in turn. */
function inOrder(series: readonly ResultSeries[]): readonly ResultSeries[] {
  const texts = new Map(series.map(one => [one, Object.entries(one.labels).flat()]));
  return series.toSorted((a, b) => compareTexts(texts.get(a)!, texts.get(b)!));
}

function compareTexts(left: readonly string[], right: readonly string[]): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) if (left[at] !== right[at]) return left[at]! < right[at]! ? -1 : 1;
  return left.length - right.length;
}
