import type { Span } from '../kept/calls.ts';
import type { ImageState } from '../kept/picture.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back the slider goes. */
export interface Reach {
  readonly name: string;
  readonly label: string;
  readonly spanMs: number;
}

export const REACHES: readonly Reach[] = [
  { name: '1h', label: '1 h', spanMs: HOUR_MS },
  { name: '24h', label: '24 h', spanMs: DAY_MS },
  { name: '7d', label: '7 d', spanMs: 7 * DAY_MS },
  { name: 'all', label: 'all', spanMs: Number.POSITIVE_INFINITY },
];

/** Moments that the slider shows: one or two of its steps each on a wide screen. */
const MOMENTS = 240;

/** The reach that was asked for; else the shortest that holds what is looked at. */
export function findReach(name: string | null, { newest }: ImageState, oldestMs: number): Reach {
  const wanted = REACHES.find(reach => reach.name === name);
  return wanted ?? REACHES.find(({ spanMs }) => newest.atMs - oldestMs <= spanMs) ?? REACHES.at(-1)!;
}

/** Back from the newest picture, as there is nothing behind it. */
export function spanOf({ newest, firstMs }: ImageState, { spanMs }: Reach): Span {
  const toMs = newest.atMs;
  const fromMs = Math.max(firstMs, toMs - spanMs);
  return { fromMs, toMs, stepMs: Math.max(1, Math.ceil((toMs - fromMs + 1) / MOMENTS)) };
}
