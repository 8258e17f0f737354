import { z } from 'zod';
import { shows } from './shows.ts';

/** A series a row. */
export const TablePanel = z.strictObject({ ...shows, kind: z.literal('table') });
