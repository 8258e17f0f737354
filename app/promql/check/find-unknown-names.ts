import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Expr, Span, VectorSelector } from '../ast.ts';
import type { NameSource } from '../complete/name-source.ts';
import { scanTokens } from '../parse/scan-tokens.ts';
import { selectorsIn } from '../selectors-in.ts';
import { nearestNames } from './nearest-names.ts';

/** Something that is named and not there, as far as the source knows. The query is right all the same, and finds nothing. */
export interface UnknownName {
  /** What is not there, in a sentence. */
  readonly sentence: string;
  /** Where it stands. */
  readonly position: Span;
  /** What stands there could be replaced by one of these, the nearest first: texts as they stand in a query. */
  readonly suggestions: readonly string[];
}

/** Names looked up for one query at most. */
const MAX_SELECTORS = 10;

/** The metrics, labels and values of an expression that no series has: the first of each selector. */
export async function findUnknownNames(
  text: string,
  expr: Expr,
  source: NameSource,
  signal: AbortSignal,
): Promise<readonly UnknownName[]> {
  const found: UnknownName[] = [];
  for (const selector of selectorsIn(expr).slice(0, MAX_SELECTORS)) {
    const unknown = await findIn(text, selector, source, signal);
    if (unknown) found.push(unknown);
  }
  return found;
}

async function findIn(
  text: string,
  { matchers, span }: VectorSelector,
  source: NameSource,
  signal: AbortSignal,
): Promise<UnknownName | undefined> {
  const metric = matchers.find(({ label, op }) => label === METRIC_LABEL && op === '=')?.value;
  if (metric !== undefined) {
    const unknown = await checkMetric(text, metric, span, source, signal);
    if (unknown) return unknown;
  }
  for (const matcher of matchers.filter(({ label }) => label !== METRIC_LABEL)) {
    const unknown = await checkMatcher(text, matcher, metric, span, source, signal);
    if (unknown) return unknown;
  }
  return undefined;
}

async function checkMetric(text: string, metric: string, span: Span, source: NameSource, signal: AbortSignal) {
  const labels = await source.labels(metric, signal);
  const same = await source.metrics(metric, signal);
  if (labels.length > 0 || same.some(({ name }) => name === metric)) return undefined;
  const names = (await source.metrics('', signal)).map(({ name }) => name);
  const position = tokenIn(text, span, token => inside(token) === metric) ?? span;
  const isQuoted = /^["'`]/.test(text.slice(position.from, position.to));
  const suggestions = nearestNames(metric, names).filter(name => isQuoted || /^[a-zA-Z_:][\w:]*$/.test(name));
  return {
    sentence: `No reading of a metric ${metric} has come.`,
    position,
    suggestions: isQuoted ? suggestions.map(quote) : suggestions,
  };
}

/** Only what must be there to find anything can be missed. */
async function checkMatcher(
  text: string,
  { label, op, value }: LabelMatcher,
  metric: string | undefined,
  span: Span,
  source: NameSource,
  signal: AbortSignal,
): Promise<UnknownName | undefined> {
  if (op.startsWith('!') || value === '' || (op === '=~' && matchesNothing(value))) return undefined;
  const what = metric === undefined ? 'series' : `series of ${metric}`;
  const labels = await source.labels(metric, signal);
  if (!labels.includes(label)) {
    const position = tokenIn(text, span, token => inside(token) === label) ?? span;
    const suggestions = nearestNames(label, labels).filter(name => /^[a-zA-Z_]\w*$/.test(name));
    const has = labels.length > 0 ? ` It has ${listOf(labels)}.` : ' It has none.';
    return { sentence: `No ${what} has a label ${label}.${metric === undefined ? '' : has}`, position, suggestions };
  }
  if (op !== '=') return undefined;
  const values = await source.values(label, metric, value, signal);
  if (values.includes(value)) return undefined;
  const position = tokenIn(text, span, token => /^["'`]/.test(token) && inside(token) === value) ?? span;
  return {
    sentence: `No ${what} has ${label}="${value}".`,
    position,
    suggestions: nearestNames(value, values).map(quote),
  };
}

function tokenIn(text: string, span: Span, fits: (token: string) => boolean): Span | undefined {
  const token = scanTokens(text).find(({ from, to, text: token }) => from >= span.from && to <= span.to && fits(token));
  return token && { from: token.from, to: token.to };
}

function inside(token: string): string {
  return /^["'`]/.test(token) ? token.slice(1, -1) : token;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** An expression that takes series without the label, too. */
function matchesNothing(pattern: string): boolean {
  return /^\.\*$|^\(.*\|\)$|\|$|^\|/.test(pattern);
}

const MAX_LISTED = 6;

function listOf(names: readonly string[]): string {
  const sorted = names.toSorted();
  const listed = sorted.slice(0, MAX_LISTED);
  if (sorted.length > MAX_LISTED) return `${listed.join(', ')} and ${sorted.length - MAX_LISTED} more`;
  return listed.length === 1 ? listed[0]! : `${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}`;
}
