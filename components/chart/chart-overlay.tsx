import { percent, widthOf } from './chart-axes.tsx';
import { type Domain, heightOf } from './scale.ts';
import type { ChartGrid } from './series.ts';

/** A limit: `text` stands at its right end and says who is told. `side` is where it is bad. */
export type ChartThreshold = {
  value: number;
  status: 'warn' | 'crit';
  side: 'above' | 'below';
  text?: string | undefined;
};

/** A note or deploy at a moment. */
export type ChartMark = { atMs: number; text: string };

type ThresholdsProps = { thresholds: readonly ChartThreshold[]; domain: Domain };

/** A wash over the part of the plot that is beyond a limit; drawn below the lines. */
export function ThresholdBands({ thresholds, domain }: ThresholdsProps) {
  return thresholds.map(({ value, status, side }) => {
    const height = heightOf(value, domain);
    const [top, foot] = side === 'above' ? [0, height] : [height, 1000];
    return (
      <rect class={`chart__band series-${status}`} x="0" width="100%" y={percent(top)} height={percent(foot - top)} />
    );
  });
}

/** A dotted line at the moment of each mark; drawn below the lines. */
export function MarkLines({ marks, grid }: { marks: readonly ChartMark[]; grid: ChartGrid }) {
  return inside(marks, grid).map(({ x }) => (
    <line class="chart__mark" x1={percent(x)} x2={percent(x)} y1="0" y2="100%" />
  ));
}

/** What is drawn over the lines: the limits themselves, and a pennant with its text on top of the plot for each mark. */
export function ChartOverlay({
  thresholds,
  marks,
  grid,
  domain,
}: ThresholdsProps & { marks: readonly ChartMark[]; grid: ChartGrid }) {
  return (
    <>
      {thresholds
        .filter(({ value }) => value >= domain.min && value <= domain.max)
        .map(threshold => (
          <Threshold threshold={threshold} domain={domain} />
        ))}
      {inside(marks, grid).map(mark => (
        <Pennant {...mark} />
      ))}
    </>
  );
}

function Threshold({ threshold, domain }: { threshold: ChartThreshold; domain: Domain }) {
  const y = percent(heightOf(threshold.value, domain));
  return (
    <>
      <line class={`chart__threshold series-${threshold.status}`} x1="0" x2="100%" y1={y} y2={y} />
      {threshold.text !== undefined && (
        <text class="chart__label chart__label--inside" x="100%" y={y} dy="-4" text-anchor="end">
          {threshold.text}
        </text>
      )}
    </>
  );
}

/** In the right half the text stands to the left of its pennant, so that it stays inside the panel. */
function Pennant({ x, text }: { x: number; text: string }) {
  const isRight = x > 650;
  return (
    <>
      <svg x={percent(x)} y="0" aria-hidden="true">
        <path class="chart__pennant" d="M-.5-12h1l8 3.5-8 3.5v5h-1z" />
      </svg>
      <text
        class="chart__label chart__label--inside"
        x={percent(x)}
        y="0"
        dx={isRight ? -6 : 13}
        dy="-5"
        text-anchor={isRight ? 'end' : 'start'}
      >
        {text}
      </text>
    </>
  );
}

function inside(marks: readonly ChartMark[], grid: ChartGrid): { x: number; text: string }[] {
  return marks.map(({ atMs, text }) => ({ x: widthOf(atMs, grid), text })).filter(({ x }) => x >= 0 && x <= 1000);
}
