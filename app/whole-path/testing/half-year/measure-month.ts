import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Stopwatch } from './stopwatch.ts';

/** What a month has come to. */
export interface Month {
  /** Of the whole process, after our own garbage was collected. */
  readonly residentBytes: number;
  /** Of the database and its log. */
  readonly fileBytes: number;
  /** A quarter of all writes took less. */
  readonly writeMs: number;
}

// Young generations grow to three times 16 MB in each thread before they are used again; that hides what stays.
setFlagsFromString('--max-semi-space-size=1');
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options: object) => void;

export function measureMonth(path: string, stopwatch: Stopwatch): Month {
  // Of other flavours the pages that have become free stay with the process, for later.
  collectGarbage({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const [database, log] = [path, `${path}-wal`].map(file => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return {
    residentBytes: process.memoryUsage.rss(),
    fileBytes: database! + log!,
    writeMs: stopwatch.takeQuarterMs(),
  };
}
