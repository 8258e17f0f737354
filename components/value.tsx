import type { Child } from 'hono/jsx';
import type { FormattedValue } from './format/format-value.ts';
import { valueParts } from './format/value-parts.ts';
import { Shape } from './icons.tsx';

export type ValueProps = {
  value: number | undefined;
  unit: string;
  decimals?: number | undefined;
  /** What stands in the place of the number with its unit. */
  parts?: readonly FormattedValue[] | undefined;
};

/** The hero of a panel: a large number with its unit; a span of time has two of each. */
export function Value({ value, unit, decimals, parts = valueParts(value, unit, { decimals }) }: ValueProps) {
  return (
    <p class="value">
      {parts.map((part, index) => (
        <>
          {index > 0 ? ` ${part.number}` : part.number}
          {part.unit !== '' && <span class="value__unit">{part.unit}</span>}
        </>
      ))}
    </p>
  );
}

export type StatProps = ValueProps & {
  /** How the value stands; the shape goes before the words. */
  verdict?: { status: 'ok' | 'warn' | 'crit'; words: string } | undefined;
  children?: Child;
};

/** A value and, opposite, what it should be: `<Stat ...>usual <b>190–240</b></Stat>`. */
export function Stat({ children, verdict, ...value }: StatProps) {
  return (
    <div class="stat">
      <Value {...value} />
      <div class="stat__about">
        {verdict !== undefined && (
          <p class={`stat__verdict status-text--${verdict.status}`}>
            <Shape name={verdict.status} /> {verdict.words}
          </p>
        )}
        {children !== undefined && <p class="stat__context">{children}</p>}
      </div>
    </div>
  );
}
