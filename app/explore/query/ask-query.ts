import type { Range } from '../../dashboards/range.ts';
import type { History } from '../../history/history.ts';
import type { Span } from '../../promql/ast.ts';
import { findUnknownNames, type UnknownName } from '../../promql/check/find-unknown-names.ts';
import type { NameSource } from '../../promql/complete/name-source.ts';
import { explainPromql } from '../../promql/explain/explain-promql.ts';
import { findUnit } from '../../promql/explain/find-unit.ts';
import type { ExplainLine } from '../../promql/explain/words.ts';
import { parsePromql } from '../../promql/parse/parse-promql.ts';
import type { PromqlQueries, QueryAnswer, QueryCost } from '../../promql/queries.ts';

/** How long an answer may take before the reader is told to ask for less. */
const TIMEOUT_MS = 20_000;

export interface AskSources {
  readonly queries: PromqlQueries;
  readonly names: NameSource;
  readonly history: Pick<History, 'series' | 'metadata'>;
  readonly unitOf: (key: string) => string | undefined;
  readonly now: () => number;
}

/** Why there is no answer, for the one who asked. */
export interface Refusal {
  readonly kind: 'refused';
  readonly sentence: string;
  readonly position: Span | undefined;
  readonly suggestion: string | undefined;
}

export interface Answer {
  readonly kind: 'answered';
  readonly explanation: ExplainLine;
  /** As of now. */
  readonly instant: QueryAnswer;
  /** Over the range; undefined for what has no values over time. */
  readonly over: QueryAnswer | undefined;
  readonly window: { readonly startMs: number; readonly endMs: number; readonly stepMs: number };
  readonly unit: string;
  readonly cost: QueryCost;
  readonly unknown: readonly UnknownName[];
}

/** Asks for now and for the range, and says in words what was asked. Rejects only with what is no fault of the query. */
export async function askQuery(
  sources: AskSources,
  query: string,
  range: Range,
  signal: AbortSignal,
): Promise<Refusal | Answer> {
  try {
    return await answer(sources, query, range, signal);
  } catch (error) {
    if (!isOfQuery(error)) throw error;
    const { message, position, suggestion } = error;
    return { kind: 'refused', sentence: message, position, suggestion };
  }
}

async function answer(sources: AskSources, query: string, range: Range, signal: AbortSignal): Promise<Answer> {
  const expr = parsePromql(query);
  const { queries, names, now } = sources;
  const atMs = now();
  const endMs = Math.floor(atMs / range.stepMs) * range.stepMs;
  const window = { startMs: endMs - range.spanMs, endMs, stepMs: range.stepMs };
  const options = { signal, timeoutMs: TIMEOUT_MS };
  const [instant, over, unit] = await Promise.all([
    queries.instant(query, atMs, options),
    expr.type === 'matrix' || expr.type === 'string' ? undefined : queries.range(query, window, options),
    findUnit(sources, query, signal),
  ]);
  const isEmpty = instant.series.length === 0 && (over?.series.length ?? 0) === 0;
  const unknown = isEmpty ? await findUnknownNames(query, expr, names, signal) : [];
  const cost = costOf(instant, over);
  return { kind: 'answered', explanation: explainPromql(expr), instant, over, window, unit, cost, unknown };
}

function costOf({ cost }: QueryAnswer, over: QueryAnswer | undefined): QueryCost {
  if (!over) return cost;
  return {
    series: Math.max(cost.series, over.cost.series),
    samples: cost.samples + over.cost.samples,
    tookMs: Math.max(cost.tookMs, over.cost.tookMs),
  };
}

/** A mistake in the query, or more than may be asked for: both say so in a sentence. */
function isOfQuery(error: unknown): error is Error & { position?: Span; suggestion?: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'PROMQL' || code === 'QUERY_TOO_LARGE' || code === 'LABEL_PATTERN';
}
