import { z } from 'zod';
import { shows } from './shows.ts';

/** A series a row. */
export const TablePanel = z.strictObject({
  ...shows,
  kind: z.literal('table'),
  /** Default: as the series come. */
  sort: z
    .strictObject({
      by: z.enum(['series', 'now', 'lowest', 'highest', 'age']),
      direction: z.enum(['ascending', 'descending']).optional(),
    })
    .optional(),
  /** A bar behind each newest value, on a scale that holds them all. */
  hasBars: z.boolean().optional(),
});
