import { formatValue } from '../format/format-value.ts';

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
};

const CENTRE = { x: 90, y: 80 };
const RADIUS = 62;
const RIM_RADIUS = 70;

/** Half a circle from `min` to `max`: value arc, needle, and the limits as a thin rim. Without a value only the track. */
export function GaugeArc({ label, value, min = 0, max, unit, decimals, caption, warn, crit }: GaugeArcProps) {
  const share = (of: number) => Math.min(1, Math.max(0, (of - min) / (max - min)));
  const formatted = formatValue(value, unit, { decimals });
  const words = [label, formatted.number, formatted.unit, caption].filter(word => word).join(' ');
  return (
    <div class="gauge">
      <svg class="gauge__face" viewBox="18 6 144 84" role="img" aria-label={words}>
        <path class="gauge__track" d={arc(RADIUS, 0, 1)} />
        {value !== undefined && <path class="gauge__arc" d={arc(RADIUS, 0, share(value))} />}
        {warn !== undefined && (
          <path class="gauge__rim series-warn" d={arc(RIM_RADIUS, share(warn), share(crit ?? max))} />
        )}
        {crit !== undefined && <path class="gauge__rim series-crit" d={arc(RIM_RADIUS, share(crit), 1)} />}
        <path class="gauge__tick" d={[0, 0.25, 0.5, 0.75, 1].map(at => spoke(51, 55, at)).join('')} />
        {value !== undefined && <path class="gauge__needle" d={spoke(53, 68, share(value))} />}
        <text class="gauge__value" x="90" y="70">
          {formatted.number}
          {formatted.unit !== '' && (
            <tspan class="gauge__unit" dx="2">
              {formatted.unit}
            </tspan>
          )}
        </text>
        {caption !== undefined && (
          <text class="gauge__caption" x="90" y="83">
            {caption}
          </text>
        )}
      </svg>
    </div>
  );
}

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
