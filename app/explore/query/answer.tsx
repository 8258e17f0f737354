import { LineChart } from '../../../components/chart/line-chart.tsx';
import { Empty } from '../../../components/empty.tsx';
import { formatNumber } from '../../../components/format/format-number.ts';
import { Segment } from '../../../components/segment.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { type Range, rangeOptions } from '../../dashboards/range.ts';
import { routes } from '../../routes.ts';
import type { Answer } from './ask-query.ts';
import { costText } from './cost-text.ts';
import { Explanation } from './explanation.tsx';
import { type Choice, PanelSheet } from './panel-sheet.tsx';
import { Problem } from './problem.tsx';
import { type ResultRow, resultRows } from './result-rows.ts';
import { ResultTable } from './result-table.tsx';

/** Lines that can be told apart: each of the eight colours whole, and again dashed. */
export const MAX_DRAWN = 16;

export interface AnswerViewProps {
  readonly query: string;
  readonly range: Range;
  readonly answer: Answer;
  /** IANA name. */
  readonly timeZone: string;
  /** Undefined for who may only look. */
  readonly dashboards: readonly Choice[] | undefined;
}

/** An answer: what is missing, the chart beside the query in words, and the table. */
export function AnswerView(props: AnswerViewProps) {
  const { query, range, answer, dashboards } = props;
  const { rows, total } = resultRows(answer);
  return (
    <>
      {answer.unknown.map(({ sentence, position, suggestions }) => (
        <div class="sheet query__notice">
          <Problem status="warn" {...{ sentence, position, suggestions, query }} range={range.name} />
        </div>
      ))}
      <div class="answer__cloth">
        <ChartSheet {...props} rows={rows} total={total} />
        <Sheet id="in-words" title="In words">
          <Explanation line={answer.explanation} />
        </Sheet>
      </div>
      {rows.length > 0 && (
        <section class="sheet answer__table" aria-label="Result">
          <ResultTable rows={rows} unit={answer.unit} drawn={answer.over ? Math.min(rows.length, MAX_DRAWN) : 0} />
          {total > rows.length && (
            <p class="explore__more dim">
              The first {rows.length} of {formatNumber(total)} series. topk(10, …) would choose the highest.
            </p>
          )}
        </section>
      )}
      {answer.over && dashboards && <PanelSheet query={query} dashboards={dashboards} />}
    </>
  );
}

type ChartSheetProps = AnswerViewProps & { readonly rows: readonly ResultRow[]; readonly total: number };

function ChartSheet({ query, range, answer, rows, total, timeZone }: ChartSheetProps) {
  const ranges = rangeOptions(range, name => routes.query.href({}, { q: query, range: name }));
  const tooMany = answer.over && total > MAX_DRAWN;
  return (
    <section class="sheet answer__chart" aria-labelledby="chart-title">
      <header class="sheet__head">
        <h2 id="chart-title">{range.title}</h2>
        <span class="sheet__note">{costText(answer.cost)}</span>
        <div class="sheet__end">
          <Segment label="Range" options={ranges} />
        </div>
      </header>
      <div class="answer__plot">
        {tooMany && (
          <p class="answer__told">
            {formatNumber(total)} series are too many to draw: these are the first {MAX_DRAWN}. Group them with sum or
            avg by (label), or choose some with topk.
          </p>
        )}
        <Plot answer={answer} rows={rows} label={query} timeZone={timeZone} />
      </div>
    </section>
  );
}

interface PlotProps {
  readonly answer: Answer;
  readonly rows: readonly ResultRow[];
  readonly label: string;
  readonly timeZone: string;
}

function Plot({ answer: { instant, over, window, unit }, rows, label, timeZone }: PlotProps) {
  if (instant.kind === 'string') return <Empty title="A text">{instant.text}</Empty>;
  if (!over) {
    return (
      <Empty title="Readings as they came">
        A range of readings has no line of its own: give it to a function such as rate or avg_over_time.
      </Empty>
    );
  }
  if (rows.length === 0) return <Empty title="Nothing found">No series has a value in this range.</Empty>;
  const { startMs, endMs, stepMs } = window;
  const grid = { fromMs: startMs, stepMs, count: Math.round((endMs - startMs) / stepMs) + 1 };
  const series = rows.slice(0, MAX_DRAWN).map(({ key, values, now }) => ({ name: key, values, newest: now }));
  return <LineChart {...{ label, grid, series, unit, timeZone }} hasLegend={false} />;
}
