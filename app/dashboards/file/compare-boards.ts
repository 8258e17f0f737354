import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { orderedVariable, PANEL_FIELDS } from './write-board-file.ts';

/** One thing that is different, in words. Undefined: it is not there. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface PanelChange {
  readonly id: string;
  readonly title: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly FieldChange[];
}

/** What becomes of one dashboard when the other takes its place. */
export interface BoardDifference {
  /** Of the dashboard itself. */
  readonly fields: readonly FieldChange[];
  /** Those that are not the same, as they stand; removed ones last. */
  readonly panels: readonly PanelChange[];
}

type Words = ReadonlyMap<string, string>;

const NAMES: Readonly<Partial<Record<(typeof PANEL_FIELDS)[number], string>>> = {
  w: 'width, in columns',
  h: 'height, in rows',
  maxExpr: 'query of the maximum',
  warn: 'warns from',
  crit: 'critical from',
  isStacked: 'stacked',
  stream: 'stream of the log',
  repeat: 'repeated for each value of',
};

/** From `before` to `after`. Panels are the same when their ids are. */
export function compareBoards(before: DashboardDefinition, after: DashboardDefinition): BoardDifference {
  const olds = new Map(before.panels.map(panel => [panel.id, panel]));
  const kept = new Set(after.panels.map(({ id }) => id));
  const changed = after.panels.flatMap(panel => comparePanel(olds.get(panel.id), panel));
  const removed = before.panels.filter(({ id }) => !kept.has(id));
  return {
    fields: compareWords(boardWords(before, kept), boardWords(after, new Set(olds.keys()))),
    panels: [...changed, ...removed.map(({ id, title }) => ({ id, title, change: 'removed', fields: [] }) as const)],
  };
}

/** `2 panels added, 1 removed, 3 changed` */
export function sumUp({ fields, panels }: BoardDifference): string {
  const counts = (['added', 'removed', 'changed'] as const).flatMap(change => {
    const count = panels.filter(panel => panel.change === change).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? 'panel' : 'panels'} ${change}`];
  });
  return [...counts, ...fields.map(({ field }) => `${field} changed`)].join(', ') || 'nothing differs';
}

function comparePanel(before: PanelDefinition | undefined, after: PanelDefinition): PanelChange[] {
  const { id, title } = after;
  const fields = compareWords(before ? panelWords(before) : new Map(), panelWords(after));
  if (!before) return [{ id, title, change: 'added', fields }];
  return fields.length === 0 ? [] : [{ id, title, change: 'changed', fields }];
}

function compareWords(before: Words, after: Words): FieldChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .map(field => ({ field, before: before.get(field), after: after.get(field) }))
    .filter(change => change.before !== change.after);
}

/** The order counts for those panels only that both have: one that comes or goes is told by itself. */
function boardWords(
  { title, subtitle, variables = [], panels }: DashboardDefinition,
  both: ReadonlySet<string>,
): Words {
  const order = panels.flatMap(({ id }) => (both.has(id) ? [id] : [])).join(', ');
  const asked = variables.map(one => [`variable $${one.name}`, JSON.stringify(orderedVariable(one))] as const);
  const names = variables.map(({ name }) => `$${name}`);
  return new Map([
    ['title', title],
    ...toEntry('subtitle', subtitle),
    ...asked,
    ...toEntry('order of variables', names.length > 1 ? names : undefined),
    ['order of panels', order],
  ]);
}

function panelWords(panel: PanelDefinition): Words {
  const fields: Readonly<Record<string, unknown>> = panel;
  return new Map(
    PANEL_FIELDS.filter(name => name !== 'id').flatMap(name => {
      if (name === 'queries') return 'queries' in panel ? panel.queries.flatMap(queryEntries) : [];
      return toEntry(NAMES[name] ?? name, fields[name]);
    }),
  );
}

function queryEntries({ expr, legend }: { expr: string; legend?: string | undefined }, index: number) {
  return [...toEntry(`query ${index + 1}`, expr), ...toEntry(`legend ${index + 1}`, legend)];
}

function toEntry(name: string, value: unknown): [string, string][] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']];
  return [[name, Array.isArray(value) ? value.join(', ') : String(value)]];
}
