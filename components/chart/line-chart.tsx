import { GridLines, percent, TimeLabels, ValueLabels } from './chart-axes.tsx';
import { type ChartMark, ChartOverlay, type ChartThreshold, MarkLines, ThresholdBands } from './chart-overlay.tsx';
import { ChartPaths } from './chart-paths.tsx';
import { type ChartSide, chartSides, type SidesProps } from './chart-sides.ts';
import { chartTime } from './chart-time.ts';
import { describeSeries } from './describe-series.ts';
import { Legend } from './legend.tsx';
import { type Domain, heightOf } from './scale.ts';
import { type ChartGrid, firstStepOf, lastValue } from './series.ts';
import { Silence } from './silence.tsx';

export type LineChartProps = Omit<SidesProps, 'count'> & {
  /** What is shown, for readers who hear it. */
  label: string;
  grid: ChartGrid;
  /** IANA name, for the labels of the time axis. */
  timeZone: string;
  decimals?: number | undefined;
  /** They lie on the left axis. */
  thresholds?: readonly ChartThreshold[] | undefined;
  marks?: readonly ChartMark[] | undefined;
  /** How the ids of groups for what has settled begin; nothing else on the page has it. */
  settledId?: string | undefined;
  /** False where something else beside the chart names its lines. */
  hasLegend?: boolean | undefined;
  /** Room that each value of the legend keeps, in characters. */
  legendChars?: number | undefined;
};

/**
 * Lines over time with one axis or two, thresholds, marks and a legend of newest values. Two layers: the outer svg has no viewBox and
 * works in percent and pixels, so that text keeps its size; the inner ones stretch. Gaps in the data are gaps in the line.
 */
export function LineChart(props: LineChartProps) {
  const { label, grid, unit, decimals, thresholds = [], marks = [], hasLegend = true } = props;
  const sides = chartSides({ ...props, count: grid.count });
  const [left] = sides;
  const drawn = sides.flatMap(side => side?.series ?? []);
  const series = props.series.slice(0, drawn.length);
  const isKnown = (side: ChartSide) => side.series.some(({ values }) => lastValue(values) !== undefined);
  return (
    <>
      {hasLegend && (
        <Legend
          {...{ series, unit, decimals, hiddenCount: props.series.length - series.length }}
          chars={props.legendChars}
        />
      )}
      <div class="plot">
        <svg class="chart" role="img" aria-label={describeSeries(label, series, unit)} {...chartTime(grid)}>
          <GridLines domain={left.domain} unit={left.unit} />
          <ThresholdBands thresholds={thresholds} domain={left.domain} />
          <MarkLines marks={marks} grid={grid} />
          <Silence series={drawn} />
          {sides.map(side => side && <Paths {...side} grid={grid} settledId={props.settledId} />)}
          <ChartOverlay thresholds={thresholds} marks={marks} grid={grid} domain={left.domain} />
          {sides.map(
            side =>
              side &&
              (isKnown(side) || (side === left && props.domain !== undefined)) && (
                <ValueLabels {...side} timeZone={props.timeZone} />
              ),
          )}
          <TimeLabels grid={grid} timeZone={props.timeZone} />
          {sides.map(side => side && <Dots {...side} />)}
        </svg>
      </div>
    </>
  );
}

/** The domain that `LineChart` chooses for its left side; keep it to give it back as `previousDomain` with the next drawing. */
export function lineChartDomain(props: Omit<LineChartProps, 'label' | 'timeZone'>): Domain {
  return chartSides({ ...props, count: props.grid.count })[0].domain;
}

type PathsProps = ChartSide & Pick<LineChartProps, 'grid' | 'settledId'>;

/** What has settled has ids of its own on each side: a page may hold both. */
function Paths({ side, series, yarns, domain, area, draw, unit, grid, settledId }: PathsProps) {
  const id = side === 'left' ? settledId : `right-${settledId}`;
  const settling = settledId === undefined ? undefined : { id: id!, firstStep: firstStepOf(grid) };
  return <ChartPaths {...{ series, yarns, domain, area, draw, settling, unit }} count={grid.count} />;
}

/** Each line that reaches "now" ends in a dot. */
function Dots({ series, yarns, domain, draw }: ChartSide) {
  if (draw === 'bars') return null;
  return series.map(({ values }, index) => {
    const value = values.at(-1);
    if (value === undefined || lastValue(values) === undefined || !Number.isFinite(value)) return null;
    return (
      <circle class={`chart__dot ${yarns[index]!.className}`} cx="100%" cy={percent(heightOf(value, domain))} r="3" />
    );
  });
}
