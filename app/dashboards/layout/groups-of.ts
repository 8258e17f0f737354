import type { PanelDefinition, PanelOf } from '../definition.ts';

/** A panel that shows something. */
export type ShownPanel = Exclude<PanelDefinition, PanelOf<'section'>>;

/** The panels of one section. Those before the first section have none. */
export interface PanelGroup {
  readonly section: PanelOf<'section'> | undefined;
  readonly panels: readonly ShownPanel[];
}

/** The panels of a dashboard by their sections, in order. There is always one before the first section; it may be empty. */
export function groupsOf(panels: readonly PanelDefinition[]): PanelGroup[] {
  const groups: { section: PanelOf<'section'> | undefined; panels: ShownPanel[] }[] = [
    { section: undefined, panels: [] },
  ];
  for (const panel of panels) {
    if (panel.kind === 'section') groups.push({ section: panel, panels: [] });
    else groups.at(-1)!.panels.push(panel);
  }
  return groups;
}
