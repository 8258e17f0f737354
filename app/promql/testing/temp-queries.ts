import { openTempHistory, type TempHistory } from '../../history/testing/temp-history.ts';
import type { PromqlQueries } from '../queries.ts';
import { createThreadQueries } from '../thread-queries.ts';
import type { ThreadLimits } from '../threads/query-thread.ts';
import { QueryThreads } from '../threads/query-threads.ts';

export interface TempQueries {
  readonly temp: TempHistory;
  readonly threads: QueryThreads;
  readonly queries: PromqlQueries;
  /** What was said of threads that ended by themselves. */
  readonly troubles: string[];
}

/** Queries over a history in a folder of its own. All of it ends with the test. */
export async function openTempQueries(
  t: { after(clean: () => Promise<void>): void },
  { limits = {}, ...options }: Parameters<typeof openTempHistory>[1] & { readonly limits?: ThreadLimits } = {},
): Promise<TempQueries> {
  const closing: (() => Promise<void>)[] = [];
  // The threads end before the file is closed that they read.
  t.after(async () => {
    for (const close of closing.toReversed()) await close();
  });
  const temp = await openTempHistory({ after: close => closing.push(close) }, options);
  const troubles: string[] = [];
  const threads = new QueryThreads({
    path: temp.path,
    connect: () => temp.store.connect(),
    limits,
    onTrouble: sentence => troubles.push(sentence),
  });
  closing.push(() => threads.close());
  return { temp, threads, queries: createThreadQueries(threads), troubles };
}
