import type { DashboardDefinition } from '../definition.ts';

/** A definition for who may look and not press: of an address that is posted to only its host is told, for the rest may be a secret. */
export function hideAddresses(definition: DashboardDefinition): DashboardDefinition {
  const panels = definition.panels.map(panel =>
    panel.kind === 'control' && panel.sends.to === 'webhook'
      ? { ...panel, sends: { ...panel.sends, url: `${new URL(panel.sends.url).origin}/` } }
      : panel,
  );
  return { ...definition, panels };
}
