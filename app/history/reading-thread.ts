import type { MessagePort } from 'node:worker_threads';
import type { CallArgs } from '../../db/keeper/calls.ts';
import { connectKeeper, type KeeperLine } from '../../db/keeper/connect-keeper.ts';
import { openReadOnlyDatabase } from '../../db/read-only-database.ts';
import type { HistoryCalls } from './calls.ts';
import { createChunkTable } from './chunk/chunk-table.ts';
import { createHourTable } from './hourly/hour-table.ts';
import { createMetaTable } from './meta-table.ts';
import type { RangeReadParts } from './range/range-read.ts';
import type { SampleReadParts } from './range/sample-query.ts';
import { SeriesBook } from './range/series-book.ts';

/** What a thread that reads the history works with. */
export interface ReadingThread {
  readonly parts: RangeReadParts & SampleReadParts;
  readonly keeper: Pick<KeeperLine<HistoryCalls>, 'call'>;
  /** Gives the same call, which ends when the keeper knows of all damage that was met: who sees that something is missing can ask why. */
  afterTelling<Args extends readonly unknown[], Result>(
    read: (...args: Args) => Promise<Result>,
  ): (...args: Args) => Promise<Result>;
  close(): void;
}

/**
 * Opens the file for reading, in a thread of its own; `port` is a line to the keeper (`HistoryStore.connect`). At most `snapshots`
 * ranges are read at one time, the others wait.
 */
export function openReadingThread(path: string, port: MessagePort, snapshots: number): ReadingThread {
  const keeper = connectKeeper<HistoryCalls>(port, 'history keeper');
  const database = openReadOnlyDatabase(path, snapshots);
  /** What was said to the keeper and may not have arrived. */
  const underWay = new Set<Promise<unknown>>();

  /** The keeper tells the owner. If it cannot be reached it has ended, and its owner knows that already. */
  function tell<N extends 'meetDamage' | 'meetDamagedHours'>(name: N, ...args: CallArgs<HistoryCalls[N]>): void {
    const telling = keeper.call(name, args, { evenIfBusy: true }).catch(() => {});
    underWay.add(telling);
    void telling.then(() => underWay.delete(telling));
  }

  return {
    keeper,
    parts: {
      database,
      meta: createMetaTable(database),
      chunks: createChunkTable(database),
      hours: createHourTable(database),
      plan: (range, signal) => keeper.call('plan', [range], { signal }),
      samplePlan: (request, signal) => keeper.call('samplePlan', [request], { signal }),
      book: new SeriesBook((epoch, ids) => keeper.call('labelsOf', [epoch, ids])),
      onCorrupt: (chunk, error) => tell('meetDamage', chunk, String(error)),
      onCorruptHours: (row, error) => tell('meetDamagedHours', row, String(error)),
    },
    afterTelling:
      read =>
      async (...args) => {
        const result = await read(...args);
        await Promise.all(underWay);
        return result;
      },
    close() {
      database.close();
      keeper.close();
    },
  };
}
