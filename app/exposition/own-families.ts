import { statSync } from 'node:fs';
import type { HistoryStats, HistoryTrouble } from '../history/history.ts';
import type { ProtocolTotals } from '../senders/store.ts';
import { version } from '../version.ts';
import { type Family, single } from './family.ts';
import { type LiveState, liveFamilies } from './live-families.ts';

/** What the server knows of itself just now; counts are those since the start. */
export interface OwnState {
  readonly requests: number;
  readonly live: LiveState;
  readonly totals: readonly ProtocolTotals[];
  readonly history: HistoryStats;
  readonly areLogsUnwritable: boolean;
  /** Since it was asked last, of the main thread. */
  readonly loopDelay: { readonly maxSeconds: number; readonly p99Seconds: number };
  /** Name of each database and its file. */
  readonly databases: Readonly<Record<string, string>>;
  /** Where https is spoken. */
  readonly certificateUntilMs?: number;
}

/** This server's own metrics. */
export function ownFamilies({ requests, totals, history, loopDelay, databases, ...state }: OwnState): Family[] {
  return [
    {
      name: 'telltale_build_info',
      type: 'gauge',
      help: 'The version that runs, in its label.',
      samples: [{ value: 1, labels: { version } }],
    },
    single('telltale_http_requests_total', 'counter', 'Requests that were answered.', requests),
    ...liveFamilies(state.live),
    ...ofIngest(totals),
    single('telltale_history_series', 'gauge', 'Series that can be seen.', history.series),
    single('telltale_history_readings', 'gauge', 'Readings that are kept, about.', history.readings),
    single('telltale_history_commits_total', 'counter', 'Commits of readings since the file was made.', history.commit),
    troubles(history.troubles, state.areLogsUnwritable),
    {
      name: 'telltale_database_size_bytes',
      type: 'gauge',
      help: 'Size of each database file with the log that belongs to it.',
      samples: Object.entries(databases).map(([database, file]) => ({ value: sizeOf(file), labels: { database } })),
    },
    single(
      'telltale_event_loop_delay_max_seconds',
      'gauge',
      'Longest time a request waited for its turn since this was asked last.',
      loopDelay.maxSeconds,
    ),
    single(
      'telltale_event_loop_delay_p99_seconds',
      'gauge',
      'Time that 99 of 100 requests waited at most since this was asked last.',
      loopDelay.p99Seconds,
    ),
    ...ofCertificate(state.certificateUntilMs),
    ...ofProcess(),
  ];
}

function ofCertificate(untilMs: number | undefined): Family[] {
  const help = 'When the certificate for https ends, since 1970.';
  return untilMs === undefined ? [] : [single('telltale_tls_certificate_end_seconds', 'gauge', help, untilMs / 1000)];
}

function ofIngest(totals: readonly ProtocolTotals[]): Family[] {
  const counter = (name: string, help: string, pick: (of: ProtocolTotals) => number): Family => ({
    ...{ name: `telltale_ingest_${name}_total`, type: 'counter', help },
    samples: totals.map(total => ({ value: pick(total), labels: { protocol: total.protocol } })),
  });
  return [
    counter('requests', 'Requests of senders who were let in.', ({ requests }) => requests),
    counter('requests_refused', 'Those of which nothing was read.', ({ refusedRequests }) => refusedRequests),
    counter('accepted', 'Readings, and what else was sent many at once, that were kept.', ({ accepted }) => accepted),
    counter('rejected', 'Those that were not kept.', ({ rejected }) => rejected),
  ];
}

const TROUBLES: readonly HistoryTrouble['kind'][] = ['unwritable', 'unpacked', 'damaged'];

function troubles(found: readonly HistoryTrouble[], areLogsUnwritable: boolean): Family {
  const isThere = (kind: string) => Number(found.some(trouble => trouble.kind === kind));
  return {
    ...{
      name: 'telltale_trouble',
      type: 'gauge',
      help: '1 for what is wrong with a file; the page Settings says what to do.',
    },
    samples: [
      ...TROUBLES.map(kind => ({ value: isThere(kind), labels: { file: 'history', kind } })),
      { value: Number(areLogsUnwritable), labels: { file: 'logs', kind: 'unwritable' } },
    ],
  };
}

function ofProcess(): Family[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const startSeconds = Date.now() / 1000 - process.uptime();
  return [
    single('process_resident_memory_bytes', 'gauge', 'Memory that this server holds.', rss),
    single('telltale_heap_used_bytes', 'gauge', 'Memory of the JavaScript objects of its main thread.', heapUsed),
    single(
      'process_cpu_seconds_total',
      'counter',
      'Time of the processors that it has used, in all threads.',
      (user + system) / 1e6,
    ),
    single('process_start_time_seconds', 'gauge', 'When it was started, since 1970.', Number(startSeconds.toFixed(2))),
  ];
}

function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}
