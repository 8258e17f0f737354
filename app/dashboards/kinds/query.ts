import { z } from 'zod';
import { liveProblem } from '../../promql/live/live-problem.ts';
import { templateProblem } from '../variables/template-problem.ts';

export const EXPR_MAX_CHARS = 2000;

/** PromQL for the lines that a panel shows, and how to call them. */
export const Query = z.strictObject({
  expr: z
    .string()
    .max(EXPR_MAX_CHARS)
    .superRefine((text, context) => {
      const problem = templateProblem(text, liveProblem);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    }),
  /** Name of a series: text with `{{label}}` in it. Default: what tells the series apart. */
  legend: z.string().max(200).optional(),
});

export type Query = z.infer<typeof Query>;
