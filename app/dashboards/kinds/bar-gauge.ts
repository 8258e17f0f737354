import { z } from 'zod';
import { shows } from './shows.ts';

/** A bar a series, on a scale with limits. */
export const BarGaugePanel = z.strictObject({ ...shows, kind: z.literal('bar-gauge') });
