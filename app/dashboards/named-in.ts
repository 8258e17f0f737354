import type { DashboardDefinition } from './definition.ts';

type Panels = Pick<DashboardDefinition, 'panels'>;

/** Names of what the panels of a dashboard show beside their queries, each once. */
export function namedIn({ panels }: Panels) {
  const topics = (kind: 'line' | 'events') => [
    ...new Set(panels.flatMap(panel => (panel.kind === kind && panel.topics) || [])),
  ];
  const names = (kind: 'image' | 'job') => new Set(panels.flatMap(panel => (panel.kind === kind ? [panel.name] : [])));
  return {
    marked: topics('line'),
    listed: topics('events'),
    images: names('image'),
    jobs: names('job'),
    streams: new Set(panels.flatMap(panel => ('stream' in panel ? [panel.stream] : []))),
  };
}
