import { z } from 'zod';
import { shows } from './shows.ts';

/** States over time, a lane a series. */
export const TimelinePanel = z.strictObject({ ...shows, kind: z.literal('timeline') });
