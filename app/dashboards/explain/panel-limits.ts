import { MAX_SERIES } from '../../../components/chart/chart-sides.ts';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatNumber } from '../../../components/format/format-number.ts';
import { MAX_SERIES_PER_SELECTOR } from '../../history/watch.ts';
import { queryLimits } from '../../promql/query-limits.ts';
import { TAIL_LINES } from '../board-data.ts';
import type { PanelDefinition } from '../definition.ts';
import { MAX_LINES } from '../promql-lines.ts';
import type { Range } from '../range.ts';
import type { QueryExplanation } from './query-explanation.ts';

/** Which bounds apply to a panel, as sentences. */
export function panelLimits(
  definition: PanelDefinition,
  range: Range,
  queries: readonly QueryExplanation[],
): readonly string[] {
  if (definition.kind === 'log') return [`It holds the newest ${TAIL_LINES} lines.`];
  if (queries.length === 0) return [];
  const steps = `${formatDuration(range.spanMs)} in ${range.spanMs / range.stepMs} steps of ${formatDuration(range.stepMs)}; readings of one step are drawn as their mean.`;
  return [
    steps,
    ...(queries.some(({ isPlain }) => isPlain)
      ? [
          `Of a plain name, the ${MAX_SERIES_PER_SELECTOR} series with the newest readings are shown, and those that come meanwhile.`,
        ]
      : []),
    ...(queries.some(({ isPlain }) => !isPlain)
      ? [
          `Of what a query gives, ${MAX_LINES} lines are shown. One of its selectors may match ${formatNumber(queryLimits.maxSeries)} series, and it may hold ${formatNumber(queryLimits.maxSamples)} readings at a time.`,
        ]
      : []),
    ...(definition.kind === 'line' ? [`A chart draws ${MAX_SERIES} lines; the legend counts the others.`] : []),
  ];
}
