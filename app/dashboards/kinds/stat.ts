import { z } from 'zod';
import { shows } from './shows.ts';

/** One number. */
export const StatPanel = z.strictObject({ ...shows, kind: z.literal('stat') });
