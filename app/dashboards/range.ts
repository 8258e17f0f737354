const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far back a screen looks, and how wide one point of its charts is. */
export interface Range {
  /** Unlike that of any other range; part of the names of screens. */
  readonly name: string;
  readonly title: string;
  readonly spanMs: number;
  readonly stepMs: number;
  /** Where it ends: so long ago, or at a moment that stays where it is. Default: now. */
  readonly end?: { readonly agoMs: number } | { readonly atMs: number };
}

/** Steps divide the span and every larger step's grid, so that buckets keep their place while time moves. */
export const RANGES: readonly Range[] = [
  { name: '5m', title: 'Last 5 minutes', spanMs: 5 * MINUTE_MS, stepMs: SECOND_MS },
  { name: '15m', title: 'Last 15 minutes', spanMs: 15 * MINUTE_MS, stepMs: 5 * SECOND_MS },
  { name: '1h', title: 'Last hour', spanMs: HOUR_MS, stepMs: 15 * SECOND_MS },
  { name: '6h', title: 'Last 6 hours', spanMs: 6 * HOUR_MS, stepMs: MINUTE_MS },
  { name: '24h', title: 'Last 24 hours', spanMs: DAY_MS, stepMs: 5 * MINUTE_MS },
  { name: '7d', title: 'Last 7 days', spanMs: 7 * DAY_MS, stepMs: 30 * MINUTE_MS },
  { name: '30d', title: 'Last 30 days', spanMs: 30 * DAY_MS, stepMs: 2 * HOUR_MS },
  { name: '1y', title: 'Last year', spanMs: 365 * DAY_MS, stepMs: DAY_MS },
];

export const DEFAULT_RANGE = RANGES[0]!;

export function findRange(name: string | null | undefined, otherwise = DEFAULT_RANGE): Range {
  return RANGES.find(range => range.name === name) ?? otherwise;
}

/** The choices of a `Segment`: each is an address. */
export function rangeOptions(current: Range, hrefOf: (range: string) => string) {
  return RANGES.map(({ name }) => ({
    href: hrefOf(name),
    label: name.replace(/(\d+)(\w)/, '$1 $2'),
    current: name === current.name,
  }));
}
