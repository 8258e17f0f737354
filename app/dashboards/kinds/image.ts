import { z } from 'zod';
import { placed } from './placed.ts';
import { SourceName } from './source-name.ts';

/** The newest picture of a name. */
export const ImagePanel = z.strictObject({ ...placed, kind: z.literal('image'), name: SourceName });
