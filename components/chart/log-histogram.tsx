import { clockTime } from '../format/clock-time.ts';

export interface LogHistogramProps {
  /** Numbers of debug, info, warn and error by the beginning of a bar (ms since 1970). */
  readonly bars: ReadonlyMap<number, readonly number[]>;
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly isLive: boolean;
}

/** Units of the drawing: ten a bar wide, so many high. */
const BAR = 10;
const HEIGHT = 56;
const LABELS = 5;
const DAY_MS = 24 * 60 * 60_000;

/** Lines over time: info and debug grey, warnings and errors on top, in colours and apart. */
export function LogHistogram({ bars, fromMs, toMs, bucketMs, timeZone, isLive }: LogHistogramProps) {
  const count = Math.max(1, Math.ceil((toMs - fromMs) / bucketMs));
  const all = Array.from({ length: count }, (_, i) => bars.get(fromMs + i * bucketMs) ?? NONE);
  const most = Math.max(1, ...all.map(sum));
  const format = toMs - fromMs > 2 * DAY_MS ? 'day' : 'minutes';
  const label = (ms: number) => clockTime(ms, timeZone, format);
  return (
    <svg
      class="log-histogram"
      role="img"
      aria-label={sentence(all, most, at => label(fromMs + at * bucketMs), bucketMs)}
      data-histogram
      data-from={fromMs}
      data-bucket={bucketMs}
      data-count={count}
    >
      <line class="log-histogram__grid" x1="0" x2="100%" y1="0.5" y2="0.5" />
      <svg
        viewBox={`0 0 ${count * BAR} ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        aria-hidden="true"
      >
        {LOOKS.map(({ name, from, to }) => (
          <path class={`log-histogram__bar log-histogram__bar--${name}`} d={pathOf(all, most, from, to)} />
        ))}
      </svg>
      <line class="log-histogram__axis" x1="0" x2="100%" y1="56.5" y2="56.5" />
      {Array.from({ length: LABELS }, (_, i) => (i + 0.5) / LABELS).map(part => (
        <text x={`${(part * 100).toFixed(1)}%`} y="70" text-anchor="middle">
          {label(fromMs + part * (toMs - fromMs))}
        </text>
      ))}
      <text class="log-histogram__end" x="100%" y="70" text-anchor="end">
        {isLive ? 'now' : label(toMs)}
      </text>
    </svg>
  );
}

const NONE: readonly number[] = [0, 0, 0, 0];

/** From the bottom up; the levels from and to. */
const LOOKS = [
  { name: 'info', from: 0, to: 2 },
  { name: 'warn', from: 2, to: 3 },
  { name: 'error', from: 3, to: 4 },
] as const;

function sum(levels: readonly number[]): number {
  return levels.reduce((total, count) => total + count, 0);
}

function pathOf(all: readonly (readonly number[])[], most: number, from: number, to: number): string {
  const height = (lines: number) => (lines === 0 ? 0 : Math.max(1, Math.round((lines / most) * (HEIGHT - 2))));
  return all
    .map((levels, i) => {
      const [below, own] = [height(sum(levels.slice(0, from))), height(sum(levels.slice(from, to)))];
      return own === 0 ? '' : `M${i * BAR + 1} ${HEIGHT - below}h${BAR - 2}v-${own}h-${BAR - 2}z`;
    })
    .join('');
}

function sentence(
  all: readonly (readonly number[])[],
  most: number,
  timeOf: (index: number) => string,
  bucketMs: number,
): string {
  const of = (level: number) => all.reduce((total, levels) => total + levels[level]!, 0);
  const total = all.reduce((lines, levels) => lines + sum(levels), 0);
  if (total === 0) return 'No lines in this time';
  const peak = all.findIndex(levels => sum(levels) === most);
  return `${total} lines, ${of(2)} warnings, ${of(3)} errors; the most in ${bucketMs / 1000} s, ${most}, at ${timeOf(peak)}`;
}
