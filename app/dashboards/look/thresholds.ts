import { z } from 'zod';
import { VALUE_STATUSES } from './value-status.ts';

const MAX_STEPS = 10;
const WORD_MAX_CHARS = 40;

/** From `at` on a value has that status; `word` says it, where "above 20 ms" is not what is meant. */
const Step = z.strictObject({
  at: z.number(),
  status: z.enum(VALUE_STATUSES),
  word: z.string().min(1).max(WORD_MAX_CHARS).optional(),
});

/** Limits of a value, in the unit in which it is sent, or in per cent of the scale from `min` to `max`. */
export const Thresholds = z
  .strictObject({
    of: z.enum(['value', 'percent']).optional(),
    /** Where trouble lies: above the limits, which is usual, or below them. */
    direction: z.enum(['above', 'below']).optional(),
    steps: z.array(Step).min(1).max(MAX_STEPS),
  })
  .superRefine(({ steps }, context) => {
    steps.forEach(({ at }, index) => {
      if (steps.findIndex(step => step.at === at) === index) return;
      context.addIssue({ code: 'custom', path: ['steps', index, 'at'], message: `two steps are at ${at}: remove one` });
    });
  });

export type Thresholds = z.infer<typeof Thresholds>;
