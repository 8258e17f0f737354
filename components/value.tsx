import type { Child } from 'hono/jsx';
import { formatValue } from './format/format-value.ts';

export type ValueProps = { value: number | undefined; unit: string; decimals?: number | undefined };

/** The hero of a panel: a large number with its unit. */
export function Value({ value, unit, decimals }: ValueProps) {
  const formatted = formatValue(value, unit, { decimals });
  return (
    <p class="value">
      {formatted.number}
      {formatted.unit !== '' && <span class="value__unit">{formatted.unit}</span>}
    </p>
  );
}

/** A value and, opposite, what it should be: `<Stat ...>usual <b>190–240</b></Stat>`. */
export function Stat({ children, ...value }: ValueProps & { children?: Child }) {
  return (
    <div class="stat">
      <Value {...value} />
      {children !== undefined && <p class="stat__context">{children}</p>}
    </div>
  );
}
