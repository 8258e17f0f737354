import { z } from 'zod';
import { shows } from './shows.ts';

/** How many things are, a cell each. */
export const StatusPanel = z.strictObject({ ...shows, kind: z.literal('status') });
