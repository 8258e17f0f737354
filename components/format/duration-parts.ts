import { formatNumber } from './format-number.ts';

/** A number and the word behind it. */
export type DurationPart = { number: string; unit: string };

const STEPS = [
  { seconds: 86_400, word: 'd' },
  { seconds: 3600, word: 'h' },
  { seconds: 60, word: 'min' },
  { seconds: 1, word: 's' },
] as const;
/** Of so many days nobody asks for the hours. */
const WHOLE_FROM_DAYS = 1000;

/**
 * A span of a minute or more in two steps: `1 h 04 min`, `2 d 3 h`. Minutes and seconds have two digits, and with `isSteady` the second
 * step stays when it is nothing, so that a span that grows keeps its width; else it is left out. Rounded to whole seconds; what is
 * below the second step is cut. Negative spans have their minus in front.
 */
export function durationParts(seconds: number, isSteady = false): DurationPart[] {
  const size = Math.round(Math.abs(seconds));
  const first = Math.max(
    0,
    STEPS.findIndex(step => size >= step.seconds),
  );
  const [large, small] = [STEPS[first]!, STEPS[first + 1]];
  const count = Math.floor(size / large.seconds);
  const head = { number: formatNumber(seconds < 0 ? -count : count, 0), unit: large.word };
  if (!small || (first === 0 && count >= WHOLE_FROM_DAYS)) return [head];
  const rest = Math.floor((size % large.seconds) / small.seconds);
  if (rest === 0 && !isSteady) return [head];
  const number = small.seconds < 3600 ? String(rest).padStart(2, '0') : String(rest);
  return [head, { number, unit: small.word }];
}
