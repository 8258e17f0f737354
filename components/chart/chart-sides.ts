import { chooseDomain, type Domain } from './scale.ts';
import { type ChartSeries, type Yarn, yarnsOf } from './series.ts';
import { stackSeries } from './stack.ts';

/** A query can answer with any number of series; a plot can show so many. The legend counts the rest. */
export const MAX_SERIES = 40;

export type SideName = 'left' | 'right';

export type SidesProps = {
  series: readonly ChartSeries[];
  count: number;
  /** Of the left side, and of series that name none. */
  unit: string;
  stacked?: boolean | undefined;
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
  /** As they are drawn: stacked, where they are. */
  series: readonly ChartSeries[];
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
  const series = isStacked ? stackSeries(own, props.count) : own;
  const unit = isLeft ? props.unit : (own[0]?.unit ?? props.unit);
  const [fixed, previous] = isLeft
    ? [props.domain, props.previousDomain]
    : [props.rightDomain, props.previousRightDomain];
  const domain =
    fixed ??
    chooseDomain(
      series.flatMap(({ values }) => values),
      unit,
      previous,
    );
  const single = all.length === 1 ? 'below' : 'none';
  const ownYarns = yarns.filter((_, index) => (all[index]!.axis ?? 'left') === side);
  return { side, unit, domain, series, yarns: ownYarns, area: isStacked ? 'stacked' : single };
}
