import { z } from 'zod';
import { placed } from './placed.ts';

/** How this server itself is. */
export const TelltalePanel = z.strictObject({ ...placed, kind: z.literal('telltale') });
