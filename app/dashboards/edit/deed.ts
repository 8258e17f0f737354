import { z } from 'zod';

const panel = z.string().max(63);
const whole = z.coerce.number().int().min(0).max(10_000);
const MAX_TITLE = 200;

/** What can be done on the page where a dashboard is built; each is one form. */
export const Deed = z.discriminatedUnion('act', [
  z.object({ act: z.literal('step'), panel, to: z.enum(['left', 'right', 'up', 'down']) }),
  z.object({ act: z.literal('size'), panel, to: z.enum(['narrower', 'wider', 'shorter', 'taller']) }),
  z.object({ act: z.literal('put'), panel, x: whole, y: whole, w: whole, h: whole }),
  z.object({ act: z.literal('copy'), panel }),
  /** To another dashboard, by its slug. */
  z.object({ act: z.literal('move'), panel, to: z.string().max(200) }),
  z.object({ act: z.literal('remove'), panel }),
  z.object({ act: z.literal('section'), title: z.string().trim().min(1).max(MAX_TITLE) }),
  z.object({ act: z.literal('retitle'), panel, title: z.string().trim().min(1).max(MAX_TITLE) }),
  /** Whether a section is open until somebody closes it. */
  z.object({ act: z.literal('fold'), panel, to: z.enum(['open', 'closed']) }),
  z.object({
    act: z.literal('describe'),
    title: z.string().trim().min(1).max(MAX_TITLE),
    subtitle: z.string().trim().max(MAX_TITLE),
  }),
  z.object({ act: z.literal('undo') }),
  z.object({ act: z.literal('redo') }),
]);

export type Deed = z.infer<typeof Deed>;
