import { z } from 'zod';
import { Query } from './query.ts';
import { shows } from './shows.ts';

/** One number on its scale. */
export const GaugePanel = z.strictObject({
  ...shows,
  kind: z.literal('gauge'),
  /** The end of the scale in PromQL, such as the total of which the value is a part. */
  maxExpr: Query.shape.expr.optional(),
  /** Shares of the scale (0 to 1), a short way to write thresholds. */
  warn: z.number().optional(),
  crit: z.number().optional(),
});
