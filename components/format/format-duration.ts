import { durationParts } from './duration-parts.ts';
import { formatValueText } from './format-value.ts';

/** How long something takes or took, in two steps: `412 ms`, `11 s`, `3 min 20 s`, `5 h`, `12 d 4 h`. Never negative. */
export function formatDuration(durationMs: number): string {
  if (durationMs <= 0) return '0\u00a0s';
  if (durationMs < 10_000) return formatValueText(durationMs / 1000, 'seconds');
  return durationParts(durationMs / 1000)
    .map(({ number, unit }) => `${number}\u00a0${unit}`)
    .join(' ');
}
