import { namedMetrics } from '../../promql/complete/named-metrics.ts';
import type { DashboardDefinition } from '../definition.ts';
import type { ListedSignal } from './list-signals.ts';

/** Tells which signals a dashboard shows already. */
export function isOnBoard({ panels }: Pick<DashboardDefinition, 'panels'>): (signal: ListedSignal) => boolean {
  const metrics = new Set<string>();
  const names = new Set<string>();
  for (const panel of panels) {
    if ('queries' in panel) for (const { expr } of panel.queries) for (const one of metricsOf(expr)) metrics.add(one);
    else if ('topics' in panel) for (const topic of panel.topics ?? []) names.add(`event ${topic}`);
    else if ('stream' in panel) names.add(`log ${panel.stream}`);
    else if ('name' in panel) names.add(`${panel.kind} ${panel.name}`);
    else if (panel.kind === 'telltale') names.add('other server');
  }
  return ({ kind, name, title }) => (kind === 'reading' ? metrics.has(title) : names.has(`${kind} ${name}`));
}

/** Also those whose names stand in quotes between braces. */
function metricsOf(expr: string): string[] {
  const quoted = /^\{"((?:[^"\\]|\\.)*)"/.exec(expr)?.[1];
  return quoted === undefined ? namedMetrics(expr) : [quoted];
}
