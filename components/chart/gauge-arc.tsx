import { type FormattedValue, formatValue, partsText } from '../format/format-value.ts';

export type GaugeArcProps = {
  label: string;
  value: number | undefined;
  min?: number | undefined;
  max: number;
  unit: string;
  decimals?: number | undefined;
  /** Below the number, for example `of 16 GB · 62 %`. */
  caption?: string | undefined;
  /** From these values on the rim is drawn in the colour of the status. */
  warn?: number | undefined;
  crit?: number | undefined;
  /** The same for any stretches of the scale. */
  zones?: readonly GaugeZone[] | undefined;
  /** What stands in the place of the number with its unit. */
  parts?: readonly FormattedValue[] | undefined;
  /** How the value stands, for who hears it: `above 20 ms`. */
  words?: string | undefined;
};

/** A stretch of the scale that means something. */
export type GaugeZone = { from: number; to: number; status: 'ok' | 'warn' | 'crit' };

const CENTRE = { x: 90, y: 80 };
const RADIUS = 62;
const RIM_RADIUS = 70;

/** Half a circle from `min` to `max`: value arc, needle, and the limits as a thin rim. Without a value only the track. */
export function GaugeArc(props: GaugeArcProps) {
  const { label, value, min = 0, max, unit, decimals, caption } = props;
  const share = (of: number) => Math.min(1, Math.max(0, (of - min) / (max - min)));
  const at = value === undefined || Number.isNaN(value) ? undefined : share(value);
  const parts = props.parts ?? [formatValue(value, unit, { decimals })];
  const words = [label, partsText(parts), caption, props.words].filter(word => word).join(' ');
  return (
    <div class="gauge">
      <svg class="gauge__face" viewBox="18 6 144 84" role="img" aria-label={words}>
        <path class="gauge__track" d={arc(RADIUS, 0, 1)} />
        {at !== undefined && <path class="gauge__arc" d={arc(RADIUS, 0, at)} />}
        {zonesOf(props).map(({ from, to, status }) => (
          <path class={`gauge__rim series-${status}`} d={arc(RIM_RADIUS, share(from), share(to))} />
        ))}
        <path class="gauge__tick" d={[0, 0.25, 0.5, 0.75, 1].map(at => spoke(51, 55, at)).join('')} />
        {at !== undefined && <path class="gauge__needle" d={spoke(53, 68, at)} />}
        <Figure parts={parts} />
        {caption !== undefined && (
          <text class="gauge__caption" x="90" y="83">
            {caption}
          </text>
        )}
      </svg>
    </div>
  );
}

/** `warn` and `crit` reach up to what comes next. */
function zonesOf({ warn, crit, max, zones = [] }: GaugeArcProps): readonly GaugeZone[] {
  const short: GaugeZone[] = [];
  if (warn !== undefined) short.push({ from: warn, to: crit ?? max, status: 'warn' });
  if (crit !== undefined) short.push({ from: crit, to: max, status: 'crit' });
  return [...short, ...zones];
}

/** What is long is set smaller: the arc has room for seven signs. */
function Figure({ parts }: { parts: readonly FormattedValue[] }) {
  const isLong = partsText(parts).length > ROOM_CHARS;
  return (
    <text class={isLong ? 'gauge__value gauge__value--long' : 'gauge__value'} x="90" y="70">
      {parts.map(({ number, unit }, index) => (
        <>
          {index > 0 ? ` ${number}` : number}
          {unit !== '' && (
            <tspan class="gauge__unit" dx="2">
              {unit}
            </tspan>
          )}
        </>
      ))}
    </text>
  );
}

const ROOM_CHARS = 9;

/** Never more than half a turn, hence the large-arc flag is always 0. */
function arc(radius: number, from: number, to: number): string {
  return `M${point(radius, from)}A${radius} ${radius} 0 0 1 ${point(radius, to)}`;
}

function spoke(inner: number, outer: number, at: number): string {
  return `M${point(inner, at)}L${point(outer, at)}`;
}

function point(radius: number, share: number): string {
  const angle = Math.PI * (1 - share);
  const x = CENTRE.x + radius * Math.cos(angle);
  const y = CENTRE.y - radius * Math.sin(angle);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
