import { renameSync, rmSync } from 'node:fs';
import type { Reading } from '../../history/reading.ts';
import { type HistoryStore, openHistory } from '../../history/store.ts';
import { copyAsAfterKill } from '../../history/testing/other-connection.ts';
import { dataFiles } from '../../start/data-files.ts';

/** In one call of the history. */
const BATCH = 50_000;

/** Puts readings into a data folder, into chunks; those of `recent` stay in the journal, as after a kill. */
export async function fillFolder(
  dataDir: string,
  readings: readonly Reading[],
  recent: readonly Reading[] = [],
): Promise<void> {
  const { history: path } = dataFiles(dataDir);
  await withHistory(path, history => appendAll(history, readings));
  if (recent.length === 0) return;
  const copy = await withHistory(path, async history => {
    await appendAll(history, recent);
    return copyAsAfterKill(path);
  });
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  renameSync(copy, path);
}

async function withHistory<R>(path: string, use: (history: HistoryStore) => Promise<R>): Promise<R> {
  const fail = (error: unknown) => {
    throw error;
  };
  const history = await openHistory({ path, maxNewSeriesPerMinute: 1e6, onFailure: fail });
  try {
    return await use(history);
  } finally {
    await history.close();
  }
}

async function appendAll(history: HistoryStore, readings: readonly Reading[]): Promise<void> {
  for (let from = 0; from < readings.length; from += BATCH) {
    const { refused } = await history.append(readings.slice(from, from + BATCH));
    if (refused.length > 0) throw new Error(refused[0]!.reason);
  }
}
