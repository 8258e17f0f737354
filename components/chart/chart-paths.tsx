import { scaleUnit } from '../format/scale-unit.ts';
import type { ChartDraw } from './chart-sides.ts';
import { areaPath, barsPath, dotsPath, type Heights, linePath, pointsPath } from './path.ts';
import { type Domain, heightOf } from './scale.ts';
import { type DrawnSeries, type Yarn, yarnsOf } from './series.ts';
import { type Block, settledBlocks } from './settled-blocks.ts';

/** The past of a chart stands in groups of its own, block by block, so that a stream need not repeat it. */
export type Settling = {
  /** How their ids begin; nothing else on the page has it. */
  id: string;
  /** Number of the step at which the values begin, counted from any fixed moment. */
  firstStep: number;
};

type ChartPathsProps = {
  series: readonly DrawnSeries[];
  domain: Domain;
  count: number;
  /** `below`: one wash under a single line; `stacked`: each series filled down to the one before; `none`: lines only. */
  area: 'none' | 'below' | 'stacked';
  /** Default: lines. */
  draw?: ChartDraw | undefined;
  /** Of each series, where the chart has others beside them. */
  yarns?: readonly Yarn[] | undefined;
  /** Instead of the yarn of its place in the list, for a chart of a single series in a status colour. */
  seriesClass?: string | undefined;
  settling?: Settling | undefined;
  /** Of the values; scripts tell them by it. */
  unit?: string | undefined;
};

/** The inner svg of a chart: geometry that stretches with the panel, while line widths stay. */
export function ChartPaths({
  series,
  domain,
  count,
  settling,
  area,
  seriesClass,
  draw = 'lines',
  unit,
  ...props
}: ChartPathsProps) {
  const heights = series.map(({ values }) => toHeights(values, domain));
  const zero = heightOf(0, domain);
  const floors = series.map(({ floor }) => (floor === undefined ? zero : toHeights(floor, domain)));
  const yarns = props.yarns ?? yarnsOf(series);
  const looks = series.map(({ silence }, index) => ({ ...yarns[index]!, isSilent: silence !== undefined }));
  const look = {
    ...{ area, draw, floors },
    looks: seriesClass === undefined ? looks : looks.map(one => ({ ...one, className: seriesClass })),
  };
  const blocks = settling ? settledBlocks(settling.firstStep, count) : [];
  return (
    <svg
      viewBox="0 0 1000 1000"
      preserveAspectRatio="none"
      width="100%"
      height="100%"
      aria-hidden="true"
      {...(unit === undefined ? {} : readable(domain, unit, area, series))}
    >
      <g transform={`scale(${Number((1000 / Math.max(1, count - 1)).toFixed(4))} 1)`}>
        {blocks.length > 0 && (
          <g transform={`translate(${blocks[0]!.from})`}>
            {blocks.map(({ number, from, to }) => (
              <g id={`${settling?.id}-${number}`} data-settled="" transform={`translate(${from - blocks[0]!.from})`}>
                <Geometry
                  {...look}
                  heights={heights.map(one => one.slice(from, draw === 'bars' ? to : to + 1))}
                  floors={floors.map(one => (typeof one === 'number' ? one : one.slice(from, to + 1)))}
                />
              </g>
            ))}
          </g>
        )}
        <Geometry heights={heights.map(one => outside(one, blocks, draw === 'bars'))} {...look} />
        {draw === 'lines' && <Points heights={heights} {...look} />}
      </g>
    </svg>
  );
}

/** What the foot and the top stand for, and in which unit a value between them is told: so a script can read the lines. */
function readable(
  { min, max }: Domain,
  unit: string,
  area: ChartPathsProps['area'],
  series: ChartPathsProps['series'],
) {
  const mirrored = series.flatMap(({ isMirrored }, index) => (isMirrored ? [index] : []));
  const { divisor, unit: shown } = scaleUnit(Math.max(Math.abs(min), Math.abs(max)), unit);
  return {
    'data-min': min,
    'data-max': max,
    'data-divisor': divisor === 1 ? undefined : divisor,
    'data-unit': shown === '' ? undefined : shown,
    'data-stacked': area === 'stacked' ? '' : undefined,
    'data-mirrored': mirrored.length > 0 ? mirrored.join(' ') : undefined,
  };
}

/** Where blocks and the rest meet, the value belongs to both, so that a line goes through; a bar stands once. */
function outside(heights: Heights, blocks: readonly Block[], isBars: boolean): Heights {
  if (blocks.length === 0) return heights;
  const { from } = blocks[0]!;
  const { to } = blocks.at(-1)!;
  return heights.map((height, at) =>
    (from > 0 && (isBars ? at < from : at <= from)) || at >= to ? height : undefined,
  );
}

function toHeights(values: DrawnSeries['values'], domain: Domain): Heights {
  return values.map(value => (value === undefined || !Number.isFinite(value) ? undefined : heightOf(value, domain)));
}

type LineLook = Yarn & { isSilent: boolean };
type GeometryProps = {
  area: ChartPathsProps['area'];
  draw: ChartDraw;
  heights: readonly Heights[];
  floors: readonly (Heights | number)[];
  looks: readonly LineLook[];
};

function Geometry({ heights, floors, area, draw, looks }: GeometryProps) {
  if (draw === 'bars')
    return heights.map((one, index) => (
      <path
        class={`chart__bars ${looks[index]!.className}`}
        d={barsPath(one, floors[index]!, area === 'stacked' ? undefined : { place: index, of: heights.length })}
      />
    ));
  if (draw === 'points')
    return heights.map((one, index) => <path class={`chart__points ${looks[index]!.className}`} d={dotsPath(one)} />);
  return (
    <>
      {area !== 'none' &&
        heights.map((one, index) => (
          <path
            class={`chart__area ${area === 'stacked' ? 'chart__area--stacked ' : ''}${looks[index]!.className}`}
            d={areaPath(one, floors[index])}
          />
        ))}
      {heights.map((one, index) => (
        <path class={lineClass(looks[index]!)} d={linePath(one)} />
      ))}
    </>
  );
}

function lineClass({ className, isAgain, isSilent }: LineLook): string {
  return `chart__line ${isAgain ? 'chart__line--again ' : ''}${isSilent ? 'chart__line--silent ' : ''}${className}`;
}

/** Values that stand alone in the whole of the chart. */
function Points({ heights, looks }: Pick<GeometryProps, 'heights' | 'looks'>) {
  return heights.map((one, index) => {
    const points = pointsPath(one);
    return points !== '' && <path class={`chart__points ${looks[index]!.className}`} d={points} />;
  });
}
