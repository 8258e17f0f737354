import type { PanelDefinition } from '../dashboards/definition.ts';
import { arrangePanels } from '../dashboards/layout/arrange-panels.ts';
import type { Dashboard } from '../dashboards/store.ts';
import type { Selector } from '../history/history.ts';
import { type Findable, onNoDashboard } from './inbox/on-no-dashboard.ts';
import { type Lead, leadOf } from './leads.ts';

export const MACHINE_SLUG = 'this-machine';

/** What Home shows of the dashboards that there are. */
export interface SeenOfBoards {
  readonly leads: readonly Lead[];
  readonly isOnNone: (signal: Findable) => boolean;
  /** Of the leading numbers. */
  readonly selectors: readonly Selector[];
  /** The first row of This machine. */
  readonly machine: PanelDefinition[];
}

export function seenOfBoards(all: readonly Dashboard[]): SeenOfBoards {
  const leads = all.map(leadOf);
  const machine = all.find(({ slug }) => slug === MACHINE_SLUG);
  return {
    leads,
    isOnNone: onNoDashboard(all),
    selectors: leads.flatMap(({ selector }) => selector ?? []),
    machine: firstRow(machine?.definition.panels ?? []),
  };
}

function firstRow(panels: readonly PanelDefinition[]): PanelDefinition[] {
  return arrangePanels(panels).filter(({ kind, y }) => kind !== 'section' && y === 0);
}
