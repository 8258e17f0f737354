import { z } from 'zod';
import { VALUE_STATUSES } from './value-status.ts';

const MAX_MAPPINGS = 50;
export const MAPPED_TEXT_MAX_CHARS = 60;

/** Words in place of a value: of one value, of a range with both its ends, or of what is no value. */
const Mapping = z
  .strictObject({
    value: z.number().optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    /** `none`: no reading, or one that is not a number. */
    is: z.enum(['none', 'infinite']).optional(),
    text: z.string().min(1).max(MAPPED_TEXT_MAX_CHARS),
    status: z.enum(VALUE_STATUSES).optional(),
  })
  .superRefine(({ value, from, to, is }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    const isRange = from !== undefined || to !== undefined;
    const ways = [value !== undefined, isRange, is !== undefined].filter(Boolean).length;
    if (ways !== 1) refuse('say for which values it is: with "value", with "from" and "to", or with "is"');
    else if (from !== undefined && to !== undefined && from > to)
      refuse(`no value lies from ${from} to ${to}: swap the two`);
  });

/** The first that fits holds. */
export const Mappings = z.array(Mapping).max(MAX_MAPPINGS);
export type Mapping = z.infer<typeof Mapping>;

/** The mapping that fits a value; undefined: none does. */
export function findMapping(value: number | undefined, mappings: readonly Mapping[] = []): Mapping | undefined {
  return mappings.find(mapping => fits(value, mapping));
}

function fits(value: number | undefined, { value: exact, from, to, is }: Mapping): boolean {
  if (value === undefined || Number.isNaN(value)) return is === 'none';
  if (is !== undefined) return is === 'infinite' && !Number.isFinite(value);
  if (exact !== undefined) return value === exact;
  return value >= (from ?? Number.NEGATIVE_INFINITY) && value <= (to ?? Number.POSITIVE_INFINITY);
}
