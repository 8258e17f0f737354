import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import { quoteText } from '../format/quote-text.ts';
import type { Completion, Completions } from './completion.ts';
import { durations } from './durations.ts';
import { findPlace, type Place } from './find-place.ts';
import { keywords } from './keywords.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import type { MetricName, NameSource } from './name-source.ts';
import { namedMetrics } from './named-metrics.ts';
import { rankNames } from './rank-names.ts';

const PLAIN_METRIC = /^[a-zA-Z_:][\w:]*$/;
const PLAIN_LABEL = /^[a-zA-Z_]\w*$/;

/**
 * What can stand at the cursor, at most `MAX_COMPLETIONS`, the best one first; the text may be broken there. Rejects with the reason of
 * the signal, or as the source does.
 */
export async function completePromql(
  text: string,
  cursor: number,
  source: NameSource,
  signal: AbortSignal,
): Promise<Completions> {
  const place = findPlace(text, cursor);
  const rest = text.slice(cursor);
  const to = cursor + endOfWord(place, rest);
  const found = await candidates(place, text, text.slice(to), source, signal);
  signal.throwIfAborted();
  // Durations were made of what was typed, and come in their own order.
  const items = place.wants === 'duration' ? found : rankNames(place.typed, found);
  // A name that is written out needs no list.
  const isDone = items.length === 1 && items[0]!.name === place.typed && items[0]!.insert === place.typed;
  return { from: place.from, to, items: isDone ? [] : items, isEager: isEager(place) };
}

/** What stands behind the cursor and belongs to the same word is replaced, too. */
function endOfWord({ wants, quote }: Place, rest: string): number {
  if (wants === 'value') return quote ? (new RegExp(`^[^${quote}\\n|,}]*`).exec(rest)?.[0].length ?? 0) : 0;
  return /^[\w:]*/.exec(rest)![0].length;
}

function isEager({ wants, typed }: Place): boolean {
  if (wants === 'expression' || wants === 'continuation') return typed !== '';
  return true;
}

async function candidates(
  place: Place,
  text: string,
  rest: string,
  source: NameSource,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  switch (place.wants) {
    case 'nothing':
      return [];
    case 'duration':
      return durations(place.typed, isInRange(text, place) && !/^\s*[\]:]/.test(rest) ? ']' : '');
    case 'moment':
      return ['start()', 'end()'].map(name => ({ kind: 'keyword', name, insert: name, help: MOMENT_HELP[name] }));
    case 'continuation':
      return keywords(place.keywords);
    case 'expression':
      return expressions(place, rest, source, signal);
    case 'label':
      return labelsInBraces(place, rest, source, signal);
    case 'grouping':
      return labels(namedMetrics(text), source, signal);
    case 'value':
      return values(place, rest, source, signal);
  }
}

const MOMENT_HELP: Readonly<Record<string, string>> = {
  'start()': 'As it was at the beginning of the range that is shown.',
  'end()': 'As it was at the end of the range that is shown.',
};

function isInRange(text: string, { from }: Place): boolean {
  const before = text.slice(0, from);
  return before.lastIndexOf('[') > before.lastIndexOf(']');
}

/** Metrics that are offered where nothing was typed: they leave room for what is done with them. */
const MAX_UNTYPED_METRICS = 12;

async function expressions(
  { typed, keywords: words }: Place,
  rest: string,
  source: NameSource,
  signal: AbortSignal,
): Promise<readonly Completion[]> {
  const found = await metrics(typed, source, signal);
  if (typed !== '') return [...found, ...language(rest), ...keywords(words)];
  return [...found.slice(0, MAX_UNTYPED_METRICS), ...keywords(words), ...language(rest).filter(one => one.isUsual)];
}

/** A bracket that is there already is not written again. */
function language(rest: string): readonly Completion[] {
  return rest.startsWith('(') ? LANGUAGE_NAMES.map(one => ({ ...one, insert: one.name })) : LANGUAGE_NAMES;
}

async function metrics(typed: string, source: NameSource, signal: AbortSignal): Promise<Completion[]> {
  return (await source.metrics(typed, signal)).map(({ name, type, help }: MetricName) => ({
    kind: 'metric',
    name,
    insert: PLAIN_METRIC.test(name) ? name : `{${quoteText(name)}}`,
    detail: type,
    help,
  }));
}

async function labelsInBraces(
  { metric, used = [] }: Place,
  rest: string,
  source: NameSource,
  signal: AbortSignal,
): Promise<Completion[]> {
  const found = await labels(metric === undefined ? [] : [metric], source, signal);
  const hasValue = /^\s*(=|!)/.test(rest);
  return found
    .filter(({ name }) => !used.includes(name))
    .map(one => ({ ...one, insert: hasValue ? one.insert : `${one.insert}="` }));
}

/** Of each of these metrics; of all where that is none. */
async function labels(ofMetrics: readonly string[], source: NameSource, signal: AbortSignal): Promise<Completion[]> {
  const found = (await Promise.all(ofMetrics.map(metric => source.labels(metric, signal)))).flat();
  const all = found.length > 0 ? found : await source.labels(undefined, signal);
  const names = [...new Set(all)].filter(name => name !== METRIC_LABEL).sort();
  return names.map(name => ({
    kind: 'label',
    name,
    insert: PLAIN_LABEL.test(name) ? name : quoteText(name),
  }));
}

async function values(
  { typed, label = '', metric, quote = '', isPattern = false }: Place,
  rest: string,
  source: NameSource,
  signal: AbortSignal,
): Promise<Completion[]> {
  const names = await (label === METRIC_LABEL
    ? source.metrics(typed, signal).then(found => found.map(({ name }) => name))
    : source.values(label, metric, typed, signal));
  const end = quote !== '' && rest.startsWith(quote) ? '' : quote || '"';
  return names.toSorted().map(name => ({
    kind: 'value',
    name,
    insert:
      (quote ? '' : '"') + quoted(isPattern ? name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : name, quote || '"') + end,
  }));
}

/** As it stands between these quotes. Between backticks nothing can be escaped. */
function quoted(value: string, quote: string): string {
  if (quote === '`') return value;
  const inside = quoteText(value).slice(1, -1);
  return quote === '"' ? inside : inside.replaceAll('\\"', '"').replaceAll("'", "\\'");
}
