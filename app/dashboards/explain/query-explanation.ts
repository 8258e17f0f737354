import { type AskSources, askQuery } from '../../explore/query/ask-query.ts';
import type { History } from '../../history/history.ts';
import type { Expr, MatrixSelector, VectorSelector } from '../../promql/ast.ts';
import type { ExplainLine } from '../../promql/explain/words.ts';
import { childExprs } from '../../promql/parse/child-exprs.ts';
import { parsePromql } from '../../promql/parse/parse-promql.ts';
import { plainSelector } from '../../promql/plain-selector.ts';
import type { QueryCost } from '../../promql/queries.ts';
import { LOOKBACK_MS } from '../../promql/run-query.ts';
import type { Range } from '../range.ts';
import { type SeriesFact, seriesFacts } from './series-facts.ts';

/** Where an explanation gets its facts. */
export interface ExplainSources extends AskSources {
  readonly history: AskSources['history'] & Pick<History, 'latest'>;
  /** The name of who sends under this id, where that is known. */
  readonly senderName: (senderId: string) => string | undefined;
}

/** One query of a panel, explained. */
export interface QueryExplanation {
  readonly expr: string;
  /** In words; undefined for one that cannot be read. */
  readonly words: ExplainLine | undefined;
  /** Series that it looks at, those heard last first. */
  readonly series: readonly SeriesFact[];
  /** There are more than are listed. */
  readonly isMore: boolean;
  readonly cost: QueryCost | undefined;
  /** Why there is no answer. */
  readonly refusal: string | undefined;
  /** What it names and is not there. */
  readonly missing: readonly string[];
  /** A plain name of series, whose readings are shown as they come. */
  readonly isPlain: boolean;
  /** Without a reading for so long there is no value. Undefined: the newest one is shown however old it is. */
  readonly silentAfterMs: number | undefined;
}

/** Asks once as the panel does, and looks up the series that the query reads. */
export async function explainQuery(
  sources: ExplainSources,
  expr: string,
  range: Range,
  signal: AbortSignal,
): Promise<QueryExplanation> {
  const asked = await askQuery(sources, expr, range, signal);
  const isPlain = plainSelector(expr) !== undefined;
  const none = { words: undefined, series: [], isMore: false, cost: undefined, missing: [], silentAfterMs: undefined };
  if (asked.kind === 'refused') return { ...none, expr, isPlain, refusal: asked.sentence };
  const parsed = parsePromql(expr);
  const { facts, isMore } = await seriesFacts(sources, selectorsOf(parsed), signal);
  return {
    ...{ expr, isPlain, series: facts, isMore, cost: asked.cost, refusal: undefined, words: asked.explanation },
    missing: asked.unknown.map(({ sentence }) => sentence),
    silentAfterMs: isPlain ? undefined : Math.max(LOOKBACK_MS * Number(hasInstant(parsed)), ...windowsOf(parsed)),
  };
}

function selectorsOf(expr: Expr): readonly VectorSelector[] {
  return expr.kind === 'selector' ? [expr] : childExprs(expr).flatMap(selectorsOf);
}

function windowsOf(expr: Expr): readonly number[] {
  return expr.kind === 'matrix' ? [(expr satisfies MatrixSelector).rangeMs] : childExprs(expr).flatMap(windowsOf);
}

/** A selector outside of a window counts for as long as PromQL looks back. */
function hasInstant(expr: Expr): boolean {
  if (expr.kind === 'matrix') return false;
  return expr.kind === 'selector' || childExprs(expr).some(hasInstant);
}
