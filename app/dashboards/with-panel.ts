import type { DashboardDefinition, PanelDefinition, QueryPanelKind } from './definition.ts';

export interface NewPanel {
  readonly kind: QueryPanelKind;
  readonly title: string;
  readonly expr: string;
}

const SIZES: Readonly<Record<QueryPanelKind, { w: number; h: number }>> = {
  line: { w: 12, h: 7 },
  stat: { w: 6, h: 4 },
  table: { w: 8, h: 7 },
};

/** The dashboard with one more panel behind the others. */
export function withPanel(definition: DashboardDefinition, { kind, title, expr }: NewPanel): DashboardDefinition {
  const panel: PanelDefinition = { kind, id: freeId(definition), title, ...SIZES[kind], queries: [{ expr }] };
  return { ...definition, panels: [...definition.panels, panel] };
}

function freeId({ panels }: DashboardDefinition): string {
  const taken = new Set(panels.map(({ id }) => id));
  for (let n = panels.length + 1; ; n++) if (!taken.has(`panel-${n}`)) return `panel-${n}`;
}
