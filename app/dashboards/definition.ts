import { z } from 'zod';
import { BarGaugePanel } from './kinds/bar-gauge.ts';
import { BarsPanel } from './kinds/bars.ts';
import { BoardsPanel } from './kinds/boards.ts';
import { ControlPanel, controlProblems } from './kinds/control.ts';
import { EventsPanel } from './kinds/events.ts';
import { GaugePanel } from './kinds/gauge.ts';
import { HeatmapPanel } from './kinds/heatmap.ts';
import { ImagePanel } from './kinds/image.ts';
import { JobPanel } from './kinds/job.ts';
import { LinePanel } from './kinds/line.ts';
import { LogPanel } from './kinds/log.ts';
import { StatPanel } from './kinds/stat.ts';
import { StatusPanel } from './kinds/status.ts';
import { TablePanel } from './kinds/table.ts';
import { TelltalePanel } from './kinds/telltale.ts';
import { TextPanel } from './kinds/text.ts';
import { TimelinePanel } from './kinds/timeline.ts';
import { lookProblems } from './look/look-problems.ts';
import { MAX_VARIABLES, Variable } from './variables/variable.ts';

export { COLUMNS } from './kinds/placed.ts';
export { EXPR_MAX_CHARS, type Query } from './kinds/query.ts';
export const MAX_PANELS = 100;

/** A line for each kind; what it may say is in `kinds/<kind>.ts`. */
const AnyPanel = z.discriminatedUnion('kind', [
  StatPanel,
  GaugePanel,
  BarGaugePanel,
  LinePanel,
  TablePanel,
  BarsPanel,
  StatusPanel,
  TimelinePanel,
  HeatmapPanel,
  LogPanel,
  ImagePanel,
  JobPanel,
  EventsPanel,
  ControlPanel,
  TextPanel,
  BoardsPanel,
  TelltalePanel,
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
  /** What it can be looked at for; see docs/reading-dashboards.md. */
  variables: z
    .array(Variable)
    .max(MAX_VARIABLES)
    .refine(all => new Set(all.map(({ name }) => name)).size === all.length, 'names of variables must differ')
    .optional(),
  panels: z
    .array(PanelDefinition)
    .max(MAX_PANELS)
    .refine(panels => new Set(panels.map(panel => panel.id)).size === panels.length, 'panel ids must differ'),
});

/** Panels that show queries, and need to be told nothing else. */
export const QUERY_PANEL_KINDS = ['line', 'stat', 'table'] as const;
export type QueryPanelKind = (typeof QUERY_PANEL_KINDS)[number];

export type PanelDefinition = z.infer<typeof PanelDefinition>;
/** A panel that shows queries. */
export type SeriesPanelDefinition = Extract<PanelDefinition, { queries: unknown }>;
export type PanelOf<Kind extends PanelDefinition['kind']> = Extract<PanelDefinition, { kind: Kind }>;
export type DashboardDefinition = z.infer<typeof DashboardDefinition>;
