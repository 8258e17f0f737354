import type { PanelDefinition } from '../definition.ts';
import type { BoardView } from '../view/board-view.ts';
import { panelLimits } from './panel-limits.ts';
import { panelSource, whenEmpty } from './panel-sources.ts';
import { type ExplainSources, explainQuery, type QueryExplanation } from './query-explanation.ts';

/** Why a panel shows what it shows. */
export interface PanelExplanation {
  readonly definition: PanelDefinition;
  readonly view: BoardView;
  readonly source: string;
  readonly queries: readonly QueryExplanation[];
  readonly empties: readonly string[];
  readonly limits: readonly string[];
}

export async function explainPanel(
  sources: ExplainSources,
  definition: PanelDefinition,
  view: BoardView,
  signal: AbortSignal,
): Promise<PanelExplanation> {
  const queries: QueryExplanation[] = [];
  // One after the other: a page to read is not worth more than a thread at a time.
  for (const expr of exprsOf(definition)) queries.push(await explainQuery(sources, expr, view.range, signal));
  return {
    ...{ definition, view, queries, source: panelSource(definition, queries) },
    empties: whenEmpty(definition, queries),
    limits: panelLimits(definition, view.range, queries),
  };
}

function exprsOf(definition: PanelDefinition): string[] {
  const exprs = 'queries' in definition ? definition.queries.map(({ expr }) => expr) : [];
  const ends = 'maxExpr' in definition && definition.maxExpr !== undefined ? [definition.maxExpr] : [];
  return [...new Set([...exprs, ...ends])];
}
