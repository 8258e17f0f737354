import { GridLines, percent, TimeLabels, ValueLabels } from './chart-axes.tsx';
import { type ChartMark, ChartOverlay, type ChartThreshold, MarkLines, ThresholdBands } from './chart-overlay.tsx';
import { ChartPaths } from './chart-paths.tsx';
import { describeSeries } from './describe-series.ts';
import { Legend } from './legend.tsx';
import { chooseDomain, type Domain, heightOf } from './scale.ts';
import { type ChartGrid, type ChartSeries, firstStepOf, lastValue, yarnOf } from './series.ts';
import { Silence } from './silence.tsx';
import { stackSeries } from './stack.ts';

/** A query can answer with any number of series; a plot can show so many. The legend counts the rest. */
const MAX_SERIES = 40;

export type LineChartProps = {
  /** What is shown, for readers who hear it. */
  label: string;
  grid: ChartGrid;
  series: readonly ChartSeries[];
  unit: string;
  /** IANA name, for the labels of the time axis. */
  timeZone: string;
  decimals?: number | undefined;
  stacked?: boolean | undefined;
  /** Fixed axis; otherwise chosen by `chooseDomain`. */
  domain?: Domain | undefined;
  /** The domain of the last drawing, kept while it fits. */
  previousDomain?: Domain | undefined;
  thresholds?: readonly ChartThreshold[] | undefined;
  marks?: readonly ChartMark[] | undefined;
  /** How the ids of groups for what has settled begin; nothing else on the page has it. */
  settledId?: string | undefined;
  /** False where something else beside the chart names its lines. */
  hasLegend?: boolean | undefined;
};

/**
 * Lines over time with axes, thresholds, marks and a legend of newest values. Two layers: the outer svg has no viewBox and works in
 * percent and pixels, so that text keeps its size; the inner one stretches. Gaps in the data are gaps in the line.
 */
export function LineChart(props: LineChartProps) {
  const { label, grid, unit, decimals, stacked = false, thresholds = [], marks = [], hasLegend = true } = props;
  const series = props.series.slice(0, MAX_SERIES);
  const drawn = stacked ? stackSeries(series, grid.count) : series;
  const domain = lineChartDomain(props);
  const isKnown = props.domain !== undefined || series.some(({ values }) => lastValue(values) !== undefined);
  return (
    <>
      {hasLegend && (
        <Legend series={series} unit={unit} decimals={decimals} hiddenCount={props.series.length - series.length} />
      )}
      <div class="plot">
        <svg class="chart" role="img" aria-label={describeSeries(label, series, unit)}>
          <GridLines domain={domain} unit={unit} />
          <ThresholdBands thresholds={thresholds} domain={domain} />
          <MarkLines marks={marks} grid={grid} />
          <Silence series={drawn} />
          <ChartPaths
            series={drawn}
            domain={domain}
            count={grid.count}
            area={areaOf(stacked, series.length)}
            settling={props.settledId === undefined ? undefined : { id: props.settledId, firstStep: firstStepOf(grid) }}
          />
          <ChartOverlay thresholds={thresholds} marks={marks} grid={grid} domain={domain} />
          {isKnown && <ValueLabels domain={domain} unit={unit} />}
          <TimeLabels grid={grid} timeZone={props.timeZone} />
          <Dots series={drawn} domain={domain} />
        </svg>
      </div>
    </>
  );
}

/** The domain that `LineChart` chooses; keep it to give it back as `previousDomain` with the next drawing. */
export function lineChartDomain(props: Omit<LineChartProps, 'label' | 'timeZone'>): Domain {
  const series = props.series.slice(0, MAX_SERIES);
  const drawn = props.stacked ? stackSeries(series, props.grid.count) : series;
  const values = drawn.flatMap(one => one.values);
  return props.domain ?? chooseDomain(values, props.unit, props.previousDomain);
}

function areaOf(stacked: boolean, count: number): 'none' | 'below' | 'stacked' {
  if (stacked) return 'stacked';
  return count === 1 ? 'below' : 'none';
}

/** Each line that reaches "now" ends in a dot. */
function Dots({ series, domain }: { series: readonly ChartSeries[]; domain: Domain }) {
  return series.map(({ values }, index) => {
    const value = values.at(-1);
    if (value === undefined || lastValue(values) === undefined || !Number.isFinite(value)) return null;
    return (
      <circle class={`chart__dot ${yarnOf(index).className}`} cx="100%" cy={percent(heightOf(value, domain))} r="3" />
    );
  });
}
