import { freshnessOf } from '../../components/format/freshness.ts';
import type { LiveLine } from '../promql/live/live-mirror.ts';
import type { HostReadings } from './watch-hosts.ts';

/** A host as the page, the text and the JSON show it. */
export interface HostRow {
  /** Empty for the machine of the server. */
  readonly name: string;
  readonly state: HostState;
  /** `1 s`, `late 8 s`, `silent 4 min`. */
  readonly age: string;
  /** When its newest reading was taken. */
  readonly seenMs: number;
  readonly cpuPercent?: number | undefined;
  readonly memoryPercent?: number | undefined;
  readonly memoryTotalBytes?: number | undefined;
  /** The file system that is the fullest. */
  readonly disk?: { readonly mount: string; readonly usedPercent: number } | undefined;
  readonly receivedBytesPerSecond?: number | undefined;
  readonly sentBytesPerSecond?: number | undefined;
  readonly load?: number | undefined;
  readonly uptimeSeconds?: number | undefined;
  readonly system?: string | undefined;
  /** Of the Telltale that sends. */
  readonly version?: string | undefined;
  /** Its CPU over the range, for a line. */
  readonly cpuValues: readonly (number | undefined)[];
}

export type HostState = 'live' | 'late' | 'silent';
export type Level = 'warn' | 'crit';

/** Hosts send each second; over a network one may be late for some seconds before it means anything. */
const EXPECTED_MS = 5_000;
/** A host that has been silent for longer is gone. */
const FORGOTTEN_MS = 30 * 24 * 60 * 60_000;
const WARN_PERCENT = 85;
const CRIT_PERCENT = 95;

/** The rows of all hosts that were heard of lately, the ones in trouble first. */
export function hostRows(hosts: readonly HostReadings[], nowMs: number): HostRow[] {
  return hosts
    .map(host => toRow(host, nowMs))
    .filter(({ seenMs }) => nowMs - seenMs < FORGOTTEN_MS)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** How near a share is to its end; undefined where that is far. */
export function levelOf(percent: number | undefined): Level | undefined {
  if (percent === undefined || percent < WARN_PERCENT) return undefined;
  return percent < CRIT_PERCENT ? 'warn' : 'crit';
}

function toRow(host: HostReadings, nowMs: number): HostRow {
  const { name, cpu, memoryUsed, memoryTotal, load, uptime, info, disk } = host;
  const known = [cpu, memoryUsed, memoryTotal, load, uptime, info].filter(series => series !== undefined);
  const seenMs = Math.max(...known.map(({ atMs }) => atMs));
  const fresh = freshnessOf(seenMs, EXPECTED_MS, nowMs);
  const usedPercent = newestOf(disk);
  return {
    name,
    state: fresh.state === 'stale' ? 'silent' : fresh.state,
    age: fresh.age.replace('stale', 'silent'),
    seenMs,
    cpuPercent: cpu?.value,
    memoryPercent: memoryUsed && memoryTotal && (100 * memoryUsed.value) / memoryTotal.value,
    memoryTotalBytes: memoryTotal?.value,
    disk: usedPercent === undefined ? undefined : { mount: disk?.labels.mount ?? '', usedPercent },
    receivedBytesPerSecond: newestOf(host.received),
    sentBytesPerSecond: newestOf(host.sent),
    load: load?.value,
    uptimeSeconds: uptime?.value,
    system: info?.labels.system,
    version: info?.labels.version,
    cpuValues: cpu?.line(nowMs) ?? [],
  };
}

function newestOf(line: LiveLine | undefined): number | undefined {
  const at = line?.present.lastIndexOf(1) ?? -1;
  return at < 0 ? undefined : line!.values[at];
}

const RANKS = { silent: 0, late: 2, live: 4 } as const;

function rankOf({ state, memoryPercent, disk }: HostRow): number {
  const levels = [levelOf(memoryPercent), levelOf(disk?.usedPercent)];
  if (state !== 'live') return RANKS[state];
  if (levels.includes('crit')) return 1;
  return levels.includes('warn') ? 3 : RANKS.live;
}
