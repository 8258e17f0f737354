import { z } from 'zod';
import { placed } from './placed.ts';
import { SourceName } from './source-name.ts';

/** How one job stands. */
export const JobPanel = z.strictObject({ ...placed, kind: z.literal('job'), name: SourceName });
