import { z } from 'zod';
import { labelValuesProblem } from './parse-label-values.ts';

export const MAX_VARIABLES = 20;
/** That one variable offers. */
export const MAX_VALUES = 1000;
export const VALUE_MAX_CHARS = 500;
const QUERY_MAX_CHARS = 2000;

const NAME = /^(?!__)[A-Za-z_]\w{0,49}$/;
const Value = z.string().max(VALUE_MAX_CHARS);

const Named = {
  /** As expressions have it behind a `$`. Names that begin with two underscores are the product's own. */
  name: z
    .string()
    .refine(name => NAME.test(name), 'a name has 1 to 50 letters, digits and _, and begins with a letter or one _'),
  /** Beside its control; else the name. */
  label: z.string().min(1).max(100).optional(),
};

/** Several values may be chosen, and all of them at once. */
const Chosen = {
  isMulti: z.boolean().optional(),
  hasAll: z.boolean().optional(),
  /** Where the address says nothing; else all, or the first. */
  value: z.union([Value, z.array(Value).max(50)]).optional(),
};

const DURATION = /^(\d{1,6}(ms|[smhdwy]))+$/;

/** Something that a dashboard can be looked at for: a host, a length of time, a text. */
export const Variable = z.discriminatedUnion('kind', [
  z.strictObject({
    ...Named,
    ...Chosen,
    kind: z.literal('query'),
    /** `label_values(label)` or `label_values(metric{...}, label)`, in which variables before this one may stand. */
    query: z
      .string()
      .max(QUERY_MAX_CHARS)
      .superRefine((text, context) => {
        const problem = labelValuesProblem(text);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      }),
  }),
  z.strictObject({ ...Named, ...Chosen, kind: z.literal('custom'), values: z.array(Value).min(1).max(MAX_VALUES) }),
  z.strictObject({ ...Named, kind: z.literal('text'), value: Value.optional() }),
  z.strictObject({
    ...Named,
    kind: z.literal('interval'),
    values: z
      .array(z.string().refine(text => DURATION.test(text), 'write a length of time such as 30s, 5m or 1h30m'))
      .min(1)
      .max(50),
    value: Value.optional(),
  }),
  z.strictObject({ ...Named, kind: z.literal('constant'), value: Value }),
]);

export type Variable = z.infer<typeof Variable>;
