import { z } from 'zod';
import { shows } from './shows.ts';

/** A bar a series, the longest first: what is most, and how much of the whole. */
export const BarsPanel = z.strictObject({
  ...shows,
  kind: z.literal('bars'),
  /** What a bar is as long as: its value, which is usual, or its share of the sum of all. */
  measure: z.enum(['value', 'share']).optional(),
  /** Default: the largest value first. `query`: as they come. */
  order: z.enum(['value', 'name', 'query']).optional(),
});
