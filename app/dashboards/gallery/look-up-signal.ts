import type { History, Series } from '../../history/history.ts';
import { parseSelector } from '../../history/parse-selector.ts';
import { seriesKey } from '../../history/series-key.ts';
import { findUnit, type UnitSources } from '../../promql/explain/find-unit.ts';
import { liveProblem } from '../../promql/live/live-problem.ts';
import type { ChosenSignal, ReadingSignal } from './chosen-signal.ts';
import type { SignalAddress } from './signal-address.ts';

export interface SignalSources extends UnitSources {
  readonly history: UnitSources['history'] & Pick<History, 'metadata'>;
}

/** Series that are counted: of more it is said that they are many. */
const MAX_SERIES = 200;

/** What is to be known of a signal before a panel can show it. Undefined: it is a query that cannot be shown over time. */
export async function lookUpSignal(
  sources: SignalSources,
  { kind, name }: SignalAddress,
  signal?: AbortSignal,
): Promise<ChosenSignal | undefined> {
  if (kind !== 'reading') return { kind, name };
  const selector = parseSelector(name);
  if ('problem' in selector) return lookUpQuery(sources, name, signal);
  const series = await sources.history.series({ ...selector, limit: MAX_SERIES }, signal);
  const metric = selector.metrics![0]!;
  const [known] = await sources.history.metadata([metric]);
  const isCounter = known?.type === 'counter' || /_(total|count|sum|bucket)$/.test(metric);
  const sent = series[0] && (sources.unitOf(series[0].key) ?? series[0].unit);
  const expr = seriesKey(metric, selector.labels ?? {});
  const each = isCounter ? `rate(${expr}[5m])` : expr;
  return {
    ...{ kind, name, metric, about: aboutOf(selector.labels), series: series.length, each },
    unit: isCounter ? '' : (sent ?? ''),
    one: series.length > 1 ? `${isCounter ? 'sum' : 'avg'}(${each})` : each,
  };
}

async function lookUpQuery(
  sources: SignalSources,
  name: string,
  signal?: AbortSignal,
): Promise<ReadingSignal | undefined> {
  if (liveProblem(name) !== undefined) return undefined;
  const unit = await findUnit(sources, name, signal);
  return { kind: 'reading', name, metric: name, about: undefined, series: undefined, unit, each: name, one: name };
}

function aboutOf(labels: Series['labels'] = {}): string | undefined {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return pairs.length === 0 ? undefined : pairs.join(', ');
}
