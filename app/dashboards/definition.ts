import { z } from 'zod';
import { topicProblem } from '../events/kept/topic-name.ts';
import { liveProblem } from '../promql/live/live-problem.ts';
import { controlFields, controlProblems } from './kinds/control.ts';
import { lookProblems } from './look/look-problems.ts';
import { MAPPED_TEXT_MAX_CHARS, Mappings } from './look/mappings.ts';
import { Overrides } from './look/overrides.ts';
import { Thresholds } from './look/thresholds.ts';

/** Columns of the grid on which panels stand. */
export const COLUMNS = 24;
export const MAX_PANELS = 100;
const MAX_QUERIES = 10;
const MAX_ROWS = 40;
const MAX_TOPICS = 10;
const MAX_DECIMALS = 10;
export const EXPR_MAX_CHARS = 2000;

/** PromQL for the lines that a panel shows, and how to call them. */
const Query = z.strictObject({
  expr: z
    .string()
    .max(EXPR_MAX_CHARS)
    .superRefine((text, context) => {
      const problem = liveProblem(text);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    }),
  /** Name of a series: text with `{{label}}` in it. Default: what tells the series apart. */
  legend: z.string().max(200).optional(),
});

const Topic = z
  .string()
  .refine(name => topicProblem(name) === undefined, 'a topic has 1 to 64 letters, digits, - and _');

/** Of a stream of logs, a picture or a job. */
const Name = z.string().min(1).max(200);

const Placed = {
  /** Unique within the dashboard; names the panel in URLs and on the page. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  title: z.string().max(200),
  subtitle: z.string().max(200).optional(),
  w: z.int().min(2).max(COLUMNS),
  h: z.int().min(2).max(MAX_ROWS),
};

const Shows = {
  ...Placed,
  queries: z.array(Query).min(1).max(MAX_QUERIES),
  /** Overrides the unit that the series carry; see docs/units.md. */
  unit: z.string().max(32).optional(),
  /** In place of those that fit the size. */
  decimals: z.int().min(0).max(MAX_DECIMALS).optional(),
  /** The ends of the scale: of a gauge or an axis, and of thresholds in per cent. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** What is said where there is no value. */
  noValue: z.string().min(1).max(MAPPED_TEXT_MAX_CHARS).optional(),
  thresholds: Thresholds.optional(),
  mappings: Mappings.optional(),
  overrides: Overrides.optional(),
};

const AnyPanel = z.discriminatedUnion('kind', [
  z.strictObject({ ...Shows, kind: z.literal('stat') }),
  z.strictObject({
    ...Shows,
    kind: z.literal('gauge'),
    /** The end of the scale in PromQL, such as the total of which the value is a part. */
    maxExpr: Query.shape.expr.optional(),
    /** Shares of the scale (0 to 1), a short way to write thresholds. */
    warn: z.number().optional(),
    crit: z.number().optional(),
  }),
  z.strictObject({
    ...Shows,
    kind: z.literal('line'),
    isStacked: z.boolean().optional(),
    /** Of events that are drawn as pennants where they happened. */
    topics: z.array(Topic).max(MAX_TOPICS).optional(),
  }),
  z.strictObject({ ...Shows, kind: z.literal('table') }),
  z.strictObject({ ...Placed, kind: z.literal('log'), stream: Name }),
  z.strictObject({ ...Placed, kind: z.literal('image'), name: Name }),
  z.strictObject({ ...Placed, kind: z.literal('job'), name: Name }),
  /** How this server itself is. */
  z.strictObject({ ...Placed, kind: z.literal('telltale') }),
  z.strictObject({ ...Placed, ...controlFields }),
  z.strictObject({ ...Placed, kind: z.literal('events'), topics: z.array(Topic).min(1).max(MAX_TOPICS) }),
]);

export const PanelDefinition = AnyPanel.superRefine((panel, context) => {
  if (panel.kind === 'control')
    for (const { path, message } of controlProblems(panel)) context.addIssue({ code: 'custom', path: [path], message });
  if (!('queries' in panel)) return;
  for (const { path, message } of lookProblems(panel)) context.addIssue({ code: 'custom', path: [path], message });
});

/** A dashboard as it is kept, imported and exported: plain JSON. */
export const DashboardDefinition = z.strictObject({
  title: z.string().min(1).max(200),
  subtitle: z.string().max(200).optional(),
  panels: z
    .array(PanelDefinition)
    .max(MAX_PANELS)
    .refine(panels => new Set(panels.map(panel => panel.id)).size === panels.length, 'panel ids must differ'),
});

/** Panels that show queries, and need to be told nothing else. */
export const QUERY_PANEL_KINDS = ['line', 'stat', 'table'] as const;
export type QueryPanelKind = (typeof QUERY_PANEL_KINDS)[number];

export type Query = z.infer<typeof Query>;
export type PanelDefinition = z.infer<typeof PanelDefinition>;
/** A panel that shows queries. */
export type SeriesPanelDefinition = Extract<PanelDefinition, { queries: unknown }>;
export type PanelOf<Kind extends PanelDefinition['kind']> = Extract<PanelDefinition, { kind: Kind }>;
export type DashboardDefinition = z.infer<typeof DashboardDefinition>;
