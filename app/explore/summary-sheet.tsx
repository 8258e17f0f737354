import type { Child } from 'hono/jsx';
import { formatAge } from '../../components/format/format-age.ts';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatNumber } from '../../components/format/format-number.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import { Sheet } from '../../components/sheet.tsx';
import type { SeriesSummary } from '../promql/queries.ts';
import type { Summarized } from './series-summary.ts';

export interface SummarySheetProps {
  readonly summarized: Summarized;
  readonly unit: string;
  readonly rangeTitle: string;
  readonly nowMs: number;
}

/** The readings of a range in figures, as they were when the page was drawn. */
export function SummarySheet({ summarized, unit, rangeTitle, nowMs }: SummarySheetProps) {
  return (
    <Sheet id="summary" title={`${rangeTitle} in figures`}>
      {summarized.problem !== undefined && <p class="soft">{summarized.problem}</p>}
      {summarized.problem === undefined && !summarized.summary && <p class="soft">No readings then.</p>}
      {summarized.problem === undefined && summarized.summary && (
        <dl class="series__figures">
          {factsOf(summarized.summary, unit, nowMs).map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Sheet>
  );
}

function factsOf(summary: SeriesSummary, unit: string, nowMs: number): (readonly [string, Child])[] {
  const { count, min, max, mean, median, p95, last, lastMs, silence } = summary;
  const value = (number: number) => formatValueText(number, unit);
  return [
    ['Readings', formatNumber(count)],
    ['Last', `${value(last)}, ${formatAge(nowMs - lastMs)}`],
    ['Lowest', value(min)],
    ['Highest', value(max)],
    ['Mean', value(mean)],
    ['Median', value(median)],
    ['95 of 100 at most', value(p95)],
    ['Longest silence', silence ? silenceOf(silence) : 'only one reading'],
  ];
}

function silenceOf({ ms, fromMs }: NonNullable<SeriesSummary['silence']>): Child {
  return (
    <>
      {formatDuration(ms)}{' '}
      <span class="dim">
        from{' '}
        <time datetime={new Date(fromMs).toISOString()}>
          {new Date(fromMs).toISOString().slice(0, 19).replace('T', ' ')} UTC
        </time>
      </span>
    </>
  );
}
