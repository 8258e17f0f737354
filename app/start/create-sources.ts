import type { Deps } from '../deps.ts';
import { baseUrl } from './base-url.ts';

export type Sources = ReturnType<typeof createSources>;

/** What screens draw from: all that was kept, what it is called, and the clock. */
export function createSources(deps: Deps) {
  const { config, history, logs, events, images, jobs, state, dashboards, units, now, log } = deps;
  return {
    ...{ history, logs, events, images, jobs, now },
    promql: deps.promqlLive,
    queries: deps.queries,
    controls: deps.presses,
    origin: baseUrl(config),
    boards: { links: dashboards.links, changes: state.outbox.changes },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    unitOf: units.unitOf,
    onError: (error: unknown) => log.error(error, 'a screen could not be drawn'),
  };
}
