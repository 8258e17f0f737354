import { z } from 'zod';
import { placed } from './placed.ts';

/** Links to dashboards. */
export const BoardsPanel = z.strictObject({
  ...placed,
  kind: z.literal('boards'),
  /** Only those with all of these words in their titles. */
  words: z.string().max(200).optional(),
});
