import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Stopwatch } from './stopwatch.ts';

/** What a month has come to. */
export interface Month {
  /** Of the whole process, without what our own heap holds and does not use: it is kept for later. */
  readonly residentBytes: number;
  /** Of the database and its log. */
  readonly fileBytes: number;
  /** A quarter of all writes took less. */
  readonly writeMs: number;
}

// Young generations grow to three times 16 MB in each thread before they are used again; that hides what stays.
setFlagsFromString('--max-semi-space-size=1');
setFlagsFromString('--expose-gc');

export function measureMonth(path: string, stopwatch: Stopwatch): Month {
  runInNewContext('gc')();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  const [database, log] = [path, `${path}-wal`].map(file => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return {
    residentBytes: rss - heapTotal + heapUsed,
    fileBytes: database! + log!,
    writeMs: stopwatch.takeQuarterMs(),
  };
}
