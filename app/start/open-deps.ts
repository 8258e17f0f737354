import os from 'node:os';
import { join } from 'node:path';
import { stylesheets } from '../../components/stylesheets.ts';
import { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { openState } from '../../db/state.ts';
import { createAuthStore } from '../auth/store.ts';
import { keepWriteToken } from '../auth/write-token.ts';
import { createDashboardStore } from '../dashboards/store.ts';
import type { Deps } from '../deps.ts';
import { createUnitStore } from '../explore/store.ts';
import { openHistory } from '../history/store.ts';
import { loadAssets } from '../http/assets.ts';
import { createScreens } from '../http/screens.ts';
import { createStreamGate } from '../http/stream-gate.ts';
import { startIntake } from '../ingest/intake.ts';
import { openLogs } from '../logs/store.ts';
import { packageRoot } from '../package-root.ts';
import { dataFiles } from './data-files.ts';

/** What comes from outside: settings, clock, log, and when to stop. */
export type Surroundings = Pick<Deps, 'config' | 'log' | 'now' | 'onRequest' | 'onFailure' | 'signal'>;

const DAY_MS = 24 * 60 * 60_000;

/** Opens the data folder and everything over it. The keepers' threads start first: they come up beside the rest. */
export async function openDeps(surroundings: Surroundings): Promise<Deps> {
  const { config, log, now, onFailure } = surroundings;
  const files = dataFiles(config.dataDir);
  const { maxNewSeriesPerMinute, maxSeriesPerSender, keepDays } = config;
  // Without its thread nothing goes on; a sweep that failed, on a full disk, is tried again in a minute.
  const onHistoryError = (error: unknown) =>
    error instanceof KeeperFailedError ? onFailure(error) : log.error(error, 'the history was not tidied up');
  const openingHistory = openHistory({
    ...{ path: files.history, maxNewSeriesPerMinute, maxSeriesPerSender, retentionMs: keepDays * DAY_MS },
    onFailure: onHistoryError,
    onTrouble: sentence => log.error(sentence),
    now,
  });
  const logs = openLogs(files.logs, onFailure);
  const state = openState(files.state, now);
  const auth = createAuthStore(state, now);
  const history = await openingHistory;
  return {
    ...surroundings,
    files,
    hostName: os.hostname(),
    state,
    logs,
    auth,
    writeToken: await keepWriteToken(files.writeToken, state, auth),
    dashboards: createDashboardStore(state, now),
    units: createUnitStore(state),
    assets: loadAssets({ folder: join(packageRoot, 'public'), styleSheets: stylesheets }),
    screens: createScreens(),
    gate: createStreamGate({
      total: config.maxStreams,
      perUser: config.maxStreamsPerUser,
      perAddress: config.maxStreamsPerAddress,
    }),
    history,
    intake: await startIntake({ history, onFailure }),
  };
}
