import { z } from 'zod';
import { shows } from './shows.ts';
import { Topics } from './topics.ts';

/** Series over time. */
export const LinePanel = z.strictObject({
  ...shows,
  kind: z.literal('line'),
  /** Default: lines, with a wash below where there is only one. */
  draw: z.enum(['lines', 'area', 'bars', 'points']).optional(),
  /** Each series on top of those before it. */
  isStacked: z.boolean().optional(),
  /** Of events that are drawn as pennants where they happened. */
  topics: Topics.optional(),
});
