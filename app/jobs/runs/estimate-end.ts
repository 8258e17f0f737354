import type { Past } from './past.ts';
import { partAt } from './shape.ts';

/** Less than this says nothing about the speed of a run, where there is no earlier one. */
const MIN_PERCENT = 1;
const MIN_ELAPSED_MS = 1000;

export interface RunningRun {
  readonly startMs: number;
  readonly percent?: number | undefined;
  /** When that was told. */
  readonly progressMs?: number | undefined;
}

/**
 * When a run will end. Earlier runs say which part of its time it has spent at its percentage (the middle one of their
 * shapes), and so what the whole will take at the present speed. At the beginning that is little to go by, so it is
 * mixed with what runs usually take, and counts the more the further the run is: by the square root of that part.
 */
export function estimateEnd(
  { startMs, percent, progressMs }: RunningRun,
  { usualMs, parts }: Pick<Past, 'usualMs' | 'parts'>,
): number | undefined {
  if (percent === undefined || progressMs === undefined) return usualMs === undefined ? undefined : startMs + usualMs;
  const part = partAt(parts ?? [], percent);
  const elapsedMs = progressMs - startMs;
  if (usualMs === undefined) {
    if (percent < MIN_PERCENT || elapsedMs < MIN_ELAPSED_MS) return undefined;
    return startMs + elapsedMs / part;
  }
  if (part === 0) return startMs + usualMs;
  const weight = Math.sqrt(part);
  return startMs + weight * (elapsedMs / part) + (1 - weight) * usualMs;
}
