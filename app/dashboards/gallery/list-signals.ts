import { formatValueText } from '../../../components/format/format-value.ts';
import type { Events } from '../../events/kept/events.ts';
import type { History, Latest } from '../../history/history.ts';
import { seriesKey } from '../../history/series-key.ts';
import type { ImageStore } from '../../images/store.ts';
import type { Jobs } from '../../jobs/runs/jobs.ts';
import type { Logs } from '../../logs/logs.ts';
import { SERVER_STREAM } from '../../logs/server-log.ts';
import type { SignalAddress } from './signal-address.ts';

export interface ListSources {
  readonly history: Pick<History, 'latest'>;
  readonly logs: Pick<Logs, 'newest'>;
  readonly images: Pick<ImageStore, 'newest'>;
  readonly jobs: Pick<Jobs, 'newest'>;
  readonly events: Pick<Events, 'newest'>;
  readonly unitOf: (seriesKey: string) => string | undefined;
}

/** Something that arrives, for a list to choose from. */
export interface ListedSignal extends SignalAddress {
  /** What people read: the metric, the name. */
  readonly title: string;
  /** `4 series`, `log`. */
  readonly about: string;
  /** The newest of it: `21.4 °C`, the words of a line. */
  readonly newest: string;
  readonly atMs: number;
}

/** Signals that are listed; a search finds others. */
export const MAX_LISTED = 60;
/** Looked through for that: newest series, and names of each other kind. */
const MAX_SERIES = 2000;
const MAX_NAMES = 200;
/** The server's own readings come all the time; what somebody sends goes before them. */
const OWN = /^(host|telltale)_/;

/** What can be shown though nobody sends it. */
export const NOT_SENT: readonly ListedSignal[] = [
  { kind: 'other', name: 'words', title: 'Words of your own', about: 'text', newest: '', atMs: 0 },
  { kind: 'other', name: 'press', title: 'Something to press', about: 'a control', newest: '', atMs: 0 },
  { kind: 'other', name: 'dashboards', title: 'Other dashboards', about: 'links', newest: '', atMs: 0 },
  { kind: 'other', name: 'server', title: 'This server', about: 'how it is itself', newest: '', atMs: 0 },
];

/** Everything that arrives and has the text of `search` in its name, what came last first. */
export async function listSignals(
  { history, logs, images, jobs, events, unitOf }: ListSources,
  search: string,
  signal?: AbortSignal,
): Promise<ListedSignal[]> {
  const [latest, streams, topics] = await Promise.all([
    history.latest({ limit: MAX_SERIES, ...(search !== '' && { search }) }, signal),
    logs.newest(MAX_NAMES),
    events.newest(MAX_NAMES),
  ]);
  const byMetric = Map.groupBy(latest.series, ({ metric }) => metric);
  const named = [
    ...streams.map(({ stream, newest }) => other('log', stream, newest.text, newest.atMs)),
    ...images.newest(MAX_NAMES).map(({ name, newest }) => other('image', name, '', newest.atMs)),
    ...jobs.newest(MAX_NAMES).map(({ name, run, heardMs }) => other('job', name, run?.message ?? '', heardMs)),
    ...topics.map(({ topic, newest }) => other('event', topic, newest.title || newest.message, newest.atMs)),
  ];
  const wanted = search.toLowerCase();
  return [
    ...[...byMetric].map(([metric, series]) => metricSignal(metric, series, unitOf)),
    ...[...named, ...NOT_SENT].filter(({ title }) => title.toLowerCase().includes(wanted)),
  ]
    .sort((a, b) => Number(isOwn(a)) - Number(isOwn(b)) || b.atMs - a.atMs)
    .slice(0, MAX_LISTED);
}

function metricSignal(metric: string, series: readonly Latest[], unitOf: ListSources['unitOf']): ListedSignal {
  const [{ key, unit, value, atMs }] = series as [Latest];
  return {
    ...{ kind: 'reading', name: seriesKey(metric, {}), title: metric, atMs },
    about: series.length === 1 ? 'one series' : `${series.length} series`,
    newest: formatValueText(value, unitOf(key) ?? unit ?? ''),
  };
}

function other(kind: SignalAddress['kind'], name: string, words: string, atMs: number): ListedSignal {
  const newest = words.split('\n', 1)[0]!.slice(0, 100);
  return { kind, name, title: name, about: kind, newest, atMs };
}

function isOwn({ kind, name, title }: ListedSignal): boolean {
  if (kind === 'reading') return OWN.test(title);
  return kind === 'other' || (kind === 'log' && name === SERVER_STREAM);
}
