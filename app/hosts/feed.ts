import { findRange } from '../dashboards/range.ts';
import type { FeedEvents } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { type HostRow, hostRows } from './host-row.ts';
import { type HostRowsProps, hostsArea } from './rows.tsx';
import { hostsText } from './text.ts';
import { type HostSources, watchHosts } from './watch-hosts.ts';

const SPARK_RANGE = findRange('15m');

export interface HostFeedOptions extends Pick<HostRowsProps, 'ownName' | 'hrefOf'> {
  readonly sources: HostSources & { readonly timeZone: string };
}

export interface HostFeed extends TextFeed {
  rows(): readonly HostRow[];
}

/** Feeds the page of all hosts. */
export async function startHosts({ sources, ...rest }: HostFeedOptions, events: FeedEvents): Promise<HostFeed> {
  const grid = { stepMs: SPARK_RANGE.stepMs, count: SPARK_RANGE.spanMs / SPARK_RANGE.stepMs };
  const watch = await watchHosts(sources, grid, events);
  const rows = () => hostRows(watch.hosts(), sources.now());
  return {
    rows,
    draw: () => [hostsArea({ rows: rows(), ...rest })],
    text: style => hostsText({ rows: rows(), ...rest, nowMs: sources.now(), timeZone: sources.timeZone }, style),
    stop: watch.stop,
  };
}
