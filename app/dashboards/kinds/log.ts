import { z } from 'zod';
import { placed } from './placed.ts';
import { SourceName } from './source-name.ts';

/** The newest lines of a stream. */
export const LogPanel = z.strictObject({ ...placed, kind: z.literal('log'), stream: SourceName });
