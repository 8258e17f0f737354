import type { DashboardDefinition, PanelDefinition } from './definition.ts';

type Panels = Pick<DashboardDefinition, 'panels'>;
type Kind = PanelDefinition['kind'];

/** Names of what the panels of a dashboard show beside their queries, each once. */
export function namedIn({ panels }: Panels) {
  const topics = (...kinds: readonly Kind[]) => [
    ...new Set(panels.filter(({ kind }) => kinds.includes(kind)).flatMap(topicsIn)),
  ];
  const names = (kind: 'image' | 'job') => new Set(panels.flatMap(panel => (panel.kind === kind ? [panel.name] : [])));
  return {
    marked: topics('line'),
    listed: topics('events', 'control'),
    images: names('image'),
    jobs: names('job'),
    streams: new Set(panels.flatMap(panel => ('stream' in panel ? [panel.stream] : []))),
  };
}

/** Topics whose events a panel shows; that of a control says how it stands. */
export function topicsIn(panel: PanelDefinition): readonly string[] {
  if (panel.kind === 'control') return panel.sends.to === 'event' ? [panel.sends.topic] : [];
  return ('topics' in panel && panel.topics) || [];
}
