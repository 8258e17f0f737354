import { z } from 'zod';
import { DashboardDefinition } from '../../dashboards/definition.ts';

const Change = z.object({
  field: z.string().meta({ description: 'In words, such as `width, in columns`.' }),
  before: z.string().optional().meta({ description: 'Left out: it was not there.' }),
  after: z.string().optional().meta({ description: 'Left out: it would be gone.' }),
});

/** Dashboards that come and go as files. */
export const dashboardSchemas = {
  DashboardFile: z
    .strictObject({
      format: z.literal('telltale-dashboard'),
      schema: z.literal(1).meta({ description: 'Grows when older readers would misunderstand a file.' }),
      slug: z.string().meta({ description: 'The name in its address.' }),
      ...DashboardDefinition.shape,
    })
    .meta({ description: 'A dashboard as a file: the same bytes for the same dashboard on every machine.' }),
  ImportedDashboard: z.object({
    outcome: z.enum(['created', 'replaced', 'copied', 'unchanged']),
    slug: z.string(),
    version: z.int().meta({ description: 'Grows by one with every change.' }),
    href: z.string().meta({ description: 'Where it is shown.' }),
  }),
  PanelData: z.object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    range: z.string(),
    at: z.iso.datetime().meta({ description: 'The moment that it is of.' }),
    note: z.string().optional().meta({ description: 'Why there is no answer, or a late one, as a sentence.' }),
    columns: z.array(z.object({ label: z.string(), unit: z.string().meta({ description: 'Empty: none.' }) })),
    rows: z
      .array(z.array(z.union([z.number(), z.string(), z.null()])))
      .meta({ description: 'A cell for each column. Moments are ISO 8601 in UTC; null: nothing was known then.' }),
  }),
  DashboardProblems: z.object({
    error: z.string().meta({ description: 'All of them as sentences.' }),
    problems: z.array(
      z.object({
        path: z.string().meta({ description: 'Such as `panels[3].unit`; empty: the whole text.' }),
        line: z.int().meta({ description: 'From 1.' }),
        message: z.string(),
      }),
    ),
  }),
  DashboardDiffers: z.object({
    error: z.string().meta({ description: 'A sentence that says what to do.' }),
    slug: z.string().optional(),
    version: z
      .int()
      .optional()
      .meta({ description: 'Of the one that is there: send it as `version` with `replace=1`.' }),
    difference: z
      .object({
        fields: z.array(Change).meta({ description: 'Of the dashboard itself.' }),
        panels: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            change: z.enum(['added', 'removed', 'changed']),
            fields: z.array(Change),
          }),
        ),
      })
      .optional()
      .meta({ description: 'What would change; left out where there are as many dashboards as may be.' }),
  }),
} as const;
