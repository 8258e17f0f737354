import type { ExplainSources } from '../dashboards/explain/query-explanation.ts';
import type { Deps } from '../deps.ts';
import { createNameSource } from '../promql/complete/create-name-source.ts';

/** What is asked to explain a panel. */
export function explainSourcesOf({ history, queries, units, senders, now }: Deps): ExplainSources {
  return {
    ...{ history, queries, now, unitOf: units.unitOf, senderName: senders.nameOf },
    names: createNameSource(history, now),
  };
}
