import type { Moment } from './picture.ts';

/** A moment with its picture's facts, as a query gives it. */
export interface MomentRow extends Omit<Moment, 'labels'> {
  readonly labels: string;
}

/** The columns of a `MomentRow`, of `moment m join content c`. */
export const MOMENT_COLUMNS =
  'm.seq, m.at_ms as atMs, c.hash, c.format, c.width, c.height, length(c.picture) as sizeBytes, m.labels';

export function toMoment({ seq, atMs, hash, format, width, height, sizeBytes, labels }: MomentRow): Moment {
  return { seq, atMs, hash, format, width, height, sizeBytes, labels: JSON.parse(labels) };
}
