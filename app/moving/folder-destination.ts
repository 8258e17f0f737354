import { setTimeout } from 'node:timers/promises';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import { KeeperBusyError, UnwritableError } from '../../db/keeper/keeper-errors.ts';
import { finishRestore } from '../backup/finish-restore.ts';
import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import type { HistoryCalls } from '../history/calls.ts';
import { MAX_SERIES, openHistory } from '../history/store.ts';
import type { PointColumns } from '../ingest/point-columns.ts';
import { createSubmitPoints } from '../ingest/submit-points.ts';
import { dataFiles } from '../start/data-files.ts';
import { lockData } from '../start/lock-data.ts';
import type { Destination, KeptPoints } from './destination.ts';

/** So many go to the disk together while the next one is read. */
const MAX_WAITING = 16;

/** How often the history is asked again when it holds as much in memory as it may, and for how long. */
const RETRY_MS = 100;
const PATIENCE_MS = 5 * 60_000;

/**
 * The data folder itself, in place of a server.
 *
 * @throws RefusedError when a server uses it.
 */
export async function openFolder(config: Config, file: string, tell: (sentence: string) => void): Promise<Destination> {
  const { history: path } = dataFiles(config.dataDir);
  const lock = lockData(config.dataDir, Date.now);
  if ('problem' in lock) throw new RefusedError(`${lock.problem}\nOr send to it:\n  ${sendingCommand(config, file)}`);
  try {
    finishRestore(config.dataDir, Date.now);
    const history = await openHistory({
      path,
      maxNewSeriesPerMinute: MAX_SERIES,
      keep: config.keep,
      onFailure: error => tell(String(error)),
      onTrouble: tell,
    });
    const line = connectKeeper<HistoryCalls>(await history.connect(), 'history keeper');
    const submit = createSubmitPoints(line);
    return {
      name: config.dataDir,
      maxWaiting: MAX_WAITING,
      keep: (points, signal) => keepPatiently(submit, points, signal),
      describe: metrics => history.describe(metrics),
      async close() {
        line.close();
        await history.close();
        lock.unlock();
      },
    };
  } catch (error) {
    lock.unlock();
    throw error;
  }
}

function sendingCommand({ port, tls, dataDir }: Config, file: string): string {
  return `telltale import --to http${tls ? 's' : ''}://127.0.0.1:${port || 'PORT'} --token "$(cat ${dataDir}/write-token)" ${file}`;
}

/** Waits while the history brings what it holds into its file. */
async function keepPatiently(
  submit: ReturnType<typeof createSubmitPoints>,
  points: PointColumns,
  signal: AbortSignal,
): Promise<KeptPoints> {
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    try {
      const { accepted, refused, refusals } = await submit(points, Date.now());
      return { accepted, refused, reason: refusals[0]?.reason };
    } catch (error) {
      if (error instanceof UnwritableError) throw new RefusedError(error.sentence, { cause: error });
      if (!(error instanceof KeeperBusyError) || waitedMs >= PATIENCE_MS) throw error;
      await setTimeout(RETRY_MS, undefined, { signal });
    }
  }
}
