import { areaPath, type Heights, linePath, pointsPath } from './path.ts';
import { type Domain, heightOf } from './scale.ts';
import { type ChartSeries, yarnOf } from './series.ts';

type ChartPathsProps = {
  series: readonly ChartSeries[];
  domain: Domain;
  count: number;
  /** `below`: one wash under a single line; `stacked`: each series filled down to the one before; `none`: lines only. */
  area: 'none' | 'below' | 'stacked';
  /** Instead of the yarn of its place in the list, for a chart of a single series in a status colour. */
  seriesClass?: string | undefined;
};

/** The inner svg of a chart: geometry that stretches with the panel, while line widths stay. */
export function ChartPaths({ series, domain, count, area, seriesClass }: ChartPathsProps) {
  const heights = series.map(({ values }) => toHeights(values, domain));
  return (
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%" aria-hidden="true">
      <g transform={`scale(${Number((1000 / Math.max(1, count - 1)).toFixed(4))} 1)`}>
        {area !== 'none' &&
          heights.map((one, index) => (
            <path
              class={`chart__area ${area === 'stacked' ? 'chart__area--stacked ' : ''}${seriesClass ?? yarnOf(index).className}`}
              d={areaPath(one, area === 'stacked' ? heights[index - 1] : undefined)}
            />
          ))}
        {heights.map((one, index) => (
          <Line heights={one} index={index} seriesClass={seriesClass} />
        ))}
      </g>
    </svg>
  );
}

function toHeights(values: ChartSeries['values'], domain: Domain): Heights {
  return values.map(value => (value === undefined || !Number.isFinite(value) ? undefined : heightOf(value, domain)));
}

type LineProps = { heights: Heights; index: number; seriesClass?: string | undefined };

function Line({ heights, index, seriesClass }: LineProps) {
  const yarn = yarnOf(index);
  const points = pointsPath(heights);
  const color = seriesClass ?? yarn.className;
  return (
    <>
      <path class={`chart__line ${yarn.isAgain ? 'chart__line--again ' : ''}${color}`} d={linePath(heights)} />
      {points !== '' && <path class={`chart__points ${color}`} d={points} />}
    </>
  );
}
