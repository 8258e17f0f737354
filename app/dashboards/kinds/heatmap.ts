import { z } from 'zod';
import { shows } from './shows.ts';

/** Many series over time, a row each, or a histogram over time. */
export const HeatmapPanel = z.strictObject({
  ...shows,
  kind: z.literal('heatmap'),
  /** The series are buckets of a histogram, told apart by their label `le`; each holds what is in those below it, too. */
  isHistogram: z.boolean().optional(),
});
