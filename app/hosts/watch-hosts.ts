import { HOST_LABEL } from '../dashboards/machine-panels.ts';
import type { Selector } from '../history/history.ts';
import { type LiveHistory, startWatch } from '../history/watch.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import type { Grid } from '../history/window.ts';
import type { FeedEvents } from '../http/run-screen.ts';
import type { LiveLine } from '../promql/live/live-mirror.ts';
import type { LiveResult, PromqlLive } from '../promql/live/promql-live.ts';

/** Hosts that are shown, the ones with the newest readings. */
export const MAX_HOSTS = 100;

export interface HostSources {
  readonly history: LiveHistory;
  readonly promql: Pick<PromqlLive, 'open'>;
  readonly now: () => number;
}

/** Of which each host has one series, or one at a time. */
const SINGLE = {
  cpu: { metrics: ['host_cpu_percent'] },
  memoryUsed: { metrics: ['host_memory_used_bytes'] },
  memoryTotal: { metrics: ['host_memory_total_bytes'] },
  load: { metrics: ['host_load'], labels: { over: '1m' } },
  uptime: { metrics: ['host_uptime_seconds'] },
  info: { metrics: ['host_info'] },
} as const satisfies Readonly<Record<string, Selector>>;

/** Of which a host has as many as it has disks and interfaces: only what the page shows of them is asked for. */
const FULLEST_DISK = `topk by (${HOST_LABEL}) (1, host_disk_used_percent)`;
const TRAFFIC = `sum by (${HOST_LABEL}, direction) (host_network_bytes_per_second)`;
const NOW_ONLY = { stepMs: 1_000, rangeMs: 0 };

/** What is known of one host just now. The name is empty for the machine of the server. */
export interface HostReadings extends Readonly<Partial<Record<keyof typeof SINGLE, WatchedSeries>>> {
  readonly name: string;
  readonly disk?: LiveLine;
  readonly received?: LiveLine;
  readonly sent?: LiveLine;
}

export interface HostWatch {
  hosts(): readonly HostReadings[];
  stop(): void;
}

/** The hosts that send, kept up to date. `host` looks at one of them only. */
export async function watchHosts(
  { history, promql, now }: HostSources,
  grid: Grid,
  events: FeedEvents,
): Promise<HostWatch> {
  const names = Object.keys(SINGLE) as (keyof typeof SINGLE)[];
  const selectors = names.map(name => ({ ...SINGLE[name], limit: MAX_HOSTS }));
  const watch = await startWatch(history, { selectors, grid, now, ...events });
  const opened: LiveResult[] = [];
  const stop = () => {
    watch.stop();
    for (const one of opened) one.close();
  };
  try {
    for (const query of [FULLEST_DISK, TRAFFIC]) opened.push(await promql.open(query, NOW_ONLY, events));
  } catch (error) {
    stop();
    throw error;
  }
  const [disks, traffic] = opened as [LiveResult, LiveResult];

  return {
    stop,
    hosts() {
      const hosts = new Map<string, Record<string, unknown> & { name: string }>();
      const put = (labels: Readonly<Record<string, string>>, part: string, value: unknown) => {
        const name = labels[HOST_LABEL] ?? '';
        const host = hosts.get(name) ?? { name };
        hosts.set(name, { ...host, [part]: value });
      };
      names.forEach((part, i) => {
        // The newest last: of a host that has been updated, `host_info` has an old series, too.
        const series = watch.select(selectors[i]!).toSorted((a, b) => a.atMs - b.atMs);
        for (const one of series) put(one.labels, part, one);
      });
      const known = new Set(hosts.keys());
      for (const line of [...disks.lines, ...traffic.lines]) {
        if (!known.has(line.labels[HOST_LABEL] ?? '')) continue;
        put(line.labels, partOf(line), line);
      }
      return [...hosts.values()].slice(0, MAX_HOSTS);
    },
  };
}

function partOf({ labels }: LiveLine): 'disk' | 'received' | 'sent' {
  if (labels.direction === undefined) return 'disk';
  return labels.direction === 'in' ? 'received' : 'sent';
}
