import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Source } from './gauge.ts';
import { openFiles } from './open-files.ts';
import { perSecond } from './per-second.ts';

/** Counts and sizes that the rest of the server knows; the counts only grow. */
export interface OwnNumbers {
  requests(): number;
  readings(): number;
  openStreams(): number;
  openScreens(): number;
  /** What screens keep for their viewers, and how many pieces of it are on their way. */
  streamMemory(): { readonly memoryBytes: number; readonly leases: number };
  /** Who follows what is committed. */
  subscribers(): number;
  /** Name of each database and its file. */
  readonly databases: Readonly<Record<string, string>>;
}

const RESOLUTION_MS = 10;

/** `monitorEventLoopDelay` measures its sleep too, so the resolution is taken off. */
function toSeconds(delayNs: number): number {
  return Number(Math.max(0, delayNs / 1e9 - RESOLUTION_MS / 1000).toFixed(6));
}

/** This server's own numbers. */
export function ownNumbers({ requests, readings, databases, ...now }: OwnNumbers): Source {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const requestRate = perSecond(requests);
  const readingRate = perSecond(readings);

  return {
    name: 'own numbers',
    everyMs: 1000,
    async read() {
      const [longest, nearLongest] = [delay.max, delay.percentile(99)].map(toSeconds);
      delay.reset();
      const { memoryBytes, leases } = now.streamMemory();
      const files = await openFiles();
      return [
        { metric: 'telltale_event_loop_delay_seconds', value: longest!, unit: 'seconds' },
        { metric: 'telltale_event_loop_delay_p99_seconds', value: nearLongest!, unit: 'seconds' },
        { metric: 'telltale_resident_memory_bytes', value: process.memoryUsage.rss(), unit: 'bytes' },
        { metric: 'telltale_heap_used_bytes', value: process.memoryUsage().heapUsed, unit: 'bytes' },
        { metric: 'telltale_requests_per_second', value: requestRate(), unit: '/s' },
        { metric: 'telltale_readings_per_second', value: readingRate(), unit: '/s' },
        { metric: 'telltale_streams_open', value: now.openStreams(), unit: '' },
        { metric: 'telltale_screens_open', value: now.openScreens(), unit: '' },
        { metric: 'telltale_stream_memory_bytes', value: memoryBytes, unit: 'bytes' },
        { metric: 'telltale_stream_leases', value: leases, unit: '' },
        { metric: 'telltale_subscribers', value: now.subscribers(), unit: '' },
        ...(files === undefined ? [] : [{ metric: 'telltale_open_files', value: files, unit: '' }]),
        ...Object.entries(databases).map(([database, file]) => ({
          metric: 'telltale_database_bytes',
          value: sizeBytes(file) + sizeBytes(`${file}-wal`),
          unit: 'bytes',
          labels: { database },
        })),
      ];
    },
  };
}

function sizeBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
