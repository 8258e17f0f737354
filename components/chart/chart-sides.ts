import { chooseDomain, type Domain } from './scale.ts';
import { type ChartSeries, type DrawnSeries, type Yarn, yarnsOf } from './series.ts';
import { stackSeries } from './stack.ts';

/** A query can answer with any number of series; a plot can show so many. The legend counts the rest. */
export const MAX_SERIES = 40;
/** More washes over each other are mud. */
const MAX_WASHES = 8;

export type SideName = 'left' | 'right';

/** How values are drawn. */
export type ChartDraw = 'lines' | 'area' | 'bars' | 'points';

export type SidesProps = {
  series: readonly ChartSeries[];
  count: number;
  /** Of the left side, and of series that name none. */
  unit: string;
  stacked?: boolean | undefined;
  /** Default: lines. */
  draw?: ChartDraw | undefined;
  /** Fixed axes; otherwise chosen by `chooseDomain`. */
  domain?: Domain | undefined;
  rightDomain?: Domain | undefined;
  /** The domains of the last drawing, kept while they fit. */
  previousDomain?: Domain | undefined;
  previousRightDomain?: Domain | undefined;
};

/** One of the two axes with the series that are read on it. */
export type ChartSide = {
  side: SideName;
  unit: string;
  domain: Domain;
  /** As they are drawn: stacked or mirrored, where they are. */
  series: readonly DrawnSeries[];
  /** What lies below zero is there because it is mirrored: its labels have no minus. */
  isMirrored: boolean;
  draw: ChartDraw;
  yarns: readonly Yarn[];
  area: 'none' | 'below' | 'stacked';
};

/** The left side, and the right one where a series is read there. Only on the left series are stacked. */
export function chartSides(props: SidesProps): [ChartSide, ChartSide?] {
  const series = props.series.slice(0, MAX_SERIES);
  const yarns = yarnsOf(series);
  const left = sideOf('left', props, series, yarns);
  const right = sideOf('right', props, series, yarns);
  return right.series.length === 0 ? [left] : [left, right];
}

function sideOf(side: SideName, props: SidesProps, all: readonly ChartSeries[], yarns: readonly Yarn[]): ChartSide {
  const isLeft = side === 'left';
  const own = all.filter(({ axis = 'left' }) => axis === side);
  const isStacked = isLeft && props.stacked === true;
  const mirrored = own.map(mirror);
  const series = isStacked ? stackSeries(mirrored, props.count) : mirrored;
  const draw = props.draw ?? 'lines';
  const unit = isLeft ? props.unit : (own[0]?.unit ?? props.unit);
  const [fixed, previous] = isLeft
    ? [props.domain, props.previousDomain]
    : [props.rightDomain, props.previousRightDomain];
  const domain =
    fixed ??
    chooseDomain(
      [...series.flatMap(({ values }) => values), ...(draw === 'area' || draw === 'bars' ? [0] : [])],
      unit,
      previous,
    );
  const single =
    (draw === 'area' && all.length <= MAX_WASHES) || (all.length === 1 && draw === 'lines') ? 'below' : 'none';
  const isMirrored = own.some(one => one.isMirrored) && own.every(isNeverBelowZero);
  const ownYarns = yarns.filter((_, index) => (all[index]!.axis ?? 'left') === side);
  const area = isStacked ? 'stacked' : single;
  return { side, unit, domain, series, yarns: ownYarns, area, isMirrored, draw };
}

function mirror(series: ChartSeries): ChartSeries {
  if (!series.isMirrored) return series;
  return { ...series, values: series.values.map(value => (value === undefined ? undefined : -value)) };
}

function isNeverBelowZero({ values }: ChartSeries): boolean {
  return values.every(value => value === undefined || !(value < 0));
}
