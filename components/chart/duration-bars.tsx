import { formatDuration } from '../format/format-duration.ts';
import { GridLines, percent, ValueLabels } from './chart-axes.tsx';
import { chooseDomain, heightOf } from './scale.ts';

/** How something that took time ended. */
export type DurationBar = {
  /** Unique among the bars: `run 7`. */
  name: string;
  look: 'ok' | 'failed' | 'lost' | 'running';
  /** Undefined: nobody knows; then there is a mark at the foot and no bar. */
  durationMs: number | undefined;
};

export type DurationBarsProps = {
  /** What is shown, for readers who hear it. */
  label: string;
  /** Oldest first. */
  bars: readonly DurationBar[];
  /** What is usual, as a line. */
  usualMs?: number | undefined;
};

/** Of each bar's place so much is bar. */
const BAR_PART = 0.64;
/** With few bars each keeps this width, so that two do not fill the plot. */
const MIN_PLACES = 24;

/** A bar for each of the newest, as tall as it took: the trend is their outline. Trouble is thicker, and has a shape. */
export function DurationBars({ label, bars, usualMs }: DurationBarsProps) {
  const seconds = bars.map(({ durationMs }) => (durationMs === undefined ? undefined : durationMs / 1000));
  const domain = chooseDomain([0, ...seconds], 'seconds');
  const placeWidth = 1000 / Math.max(MIN_PLACES, bars.length);
  const fromX = 1000 - placeWidth * bars.length;
  const usualY = usualMs === undefined ? undefined : percent(heightOf(usualMs / 1000, domain));
  return (
    <div class="plot duration-bars">
      <svg class="chart" role="img" aria-label={describe(label, bars, usualMs)}>
        <GridLines domain={domain} unit="seconds" />
        {bars.map(({ name, look, durationMs }, i) => {
          const y = heightOf((durationMs ?? 0) / 1000, domain);
          const box = {
            x: percent(fromX + placeWidth * (i + (1 - BAR_PART) / 2)),
            width: percent(placeWidth * BAR_PART),
            y: percent(Math.min(y, 985)),
            height: percent(1000 - Math.min(y, 985)),
          };
          return (
            <rect class={`duration-bars__bar duration-bars__bar--${look}`} {...box}>
              <title>{`${name}: ${wordsOf(look, durationMs)}`}</title>
            </rect>
          );
        })}
        {usualY !== undefined && <line class="duration-bars__usual" x1="0" x2="100%" y1={usualY} y2={usualY} />}
        <ValueLabels domain={domain} unit="seconds" />
      </svg>
    </div>
  );
}

function wordsOf(look: DurationBar['look'], durationMs: number | undefined): string {
  const word = { ok: 'done', failed: 'failed', lost: 'lost', running: 'running' }[look];
  return durationMs === undefined ? word : `${word}, ${formatDuration(durationMs)}`;
}

function describe(label: string, bars: readonly DurationBar[], usualMs: number | undefined): string {
  const count = (look: DurationBar['look']) => bars.filter(bar => bar.look === look).length;
  const parts = [`${bars.length} runs`, `${count('failed')} failed`, `${count('lost')} lost`];
  const usual = usualMs === undefined ? '' : `, usually ${formatDuration(usualMs)}`;
  return `${label}: ${parts.join(', ')}${usual}`;
}
