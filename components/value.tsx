import type { Child } from 'hono/jsx';
import { type FormattedValue, partsText } from './format/format-value.ts';
import { valueParts } from './format/value-parts.ts';
import { Shape } from './icons.tsx';

export type ValueProps = {
  value: number | undefined;
  unit: string;
  decimals?: number | undefined;
  /** What stands in the place of the number with its unit. */
  parts?: readonly FormattedValue[] | undefined;
  /** A shape before it. */
  status?: 'ok' | 'warn' | 'crit' | undefined;
};

/** More than this is set smaller, such as a day with its time, or words. */
const ROOM_CHARS = 12;

/** The hero of a panel: a large number with its unit; a span of time has two of each. */
export function Value({ value, unit, decimals, status, parts = valueParts(value, unit, { decimals }) }: ValueProps) {
  const isLong = partsText(parts).length > ROOM_CHARS;
  return (
    <p class={isLong ? 'value value--long' : 'value'}>
      {status !== undefined && <Shape name={status} />}
      {parts.map((part, index) => (
        <>
          {index > 0 ? ` ${part.number}` : part.number}
          {part.unit !== '' && <span class="value__unit">{part.unit}</span>}
        </>
      ))}
    </p>
  );
}

export type StatProps = Omit<ValueProps, 'status'> & {
  /** How the value stands, by a shape before it; with words the panel's head says it, and a narrow panel here. */
  verdict?: { status: 'ok' | 'warn' | 'crit'; words: string } | undefined;
  /** How it has moved: `up 0.6 °C in 1 h`. */
  change?: Child;
  children?: Child;
};

/** A value and, opposite, what it should be: `<Stat ...>usual <b>190–240</b></Stat>`. */
export function Stat({ children, verdict, change, ...value }: StatProps) {
  const hasWords = verdict !== undefined && verdict.words !== '';
  return (
    <div class="stat">
      <Value {...value} status={hasWords ? undefined : verdict?.status} />
      <div class="stat__about">
        {hasWords && (
          <p class={`stat__verdict status-text--${verdict.status}`}>
            <Shape name={verdict.status} /> {verdict.words}
          </p>
        )}
        {change !== undefined && <p class="stat__context stat__change">{change}</p>}
        {children !== undefined && children !== false && <p class="stat__context">{children}</p>}
      </div>
    </div>
  );
}
