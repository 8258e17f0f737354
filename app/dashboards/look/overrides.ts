import { z } from 'zod';
import { YARN_NAMES } from '../../../components/chart/series.ts';
import { overrideProblem } from './override-problem.ts';

const MAX_OVERRIDES = 50;

/** What series of a panel look like that are named, or whose labels match. */
const Override = z
  .strictObject({
    /** The name under which the panel shows the series. */
    name: z.string().min(1).max(200).optional(),
    /** A selector, such as `{mode="user"}` or `{__name__=~"host_.+", mode!="idle"}`. */
    series: z
      .string()
      .max(1000)
      .superRefine((text, context) => {
        const problem = overrideProblem(text);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      })
      .optional(),
    as: z
      .strictObject({
        name: z.string().min(1).max(200).optional(),
        colour: z.enum(YARN_NAMES).optional(),
        unit: z.string().max(32).optional(),
        axis: z.enum(['left', 'right']).optional(),
        /** Drawn with a dash, as what is planned or expected. */
        isDashed: z.boolean().optional(),
        /** Drawn downwards from zero, as what goes out below what comes in. Words say its values as they are. */
        isMirrored: z.boolean().optional(),
      })
      .refine(
        look => Object.keys(look).length > 0,
        'say what is different: "name", "colour", "unit", "axis", "isDashed" or "isMirrored"',
      ),
  })
  .refine(
    ({ name, series }) => (name === undefined) !== (series === undefined),
    'say which series it is for: either with "name" or with "series"',
  );

/** Where several fit a series, each says what it says, and of the same the last one holds. */
export const Overrides = z.array(Override).max(MAX_OVERRIDES);
export type Override = z.infer<typeof Override>;
