import os from 'node:os';
import { join } from 'node:path';
import { stylesheets } from '../../components/stylesheets.ts';
import { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { openState } from '../../db/state.ts';
import { createAuditStore } from '../audit/store.ts';
import { createAuthStore } from '../auth/store.ts';
import { keepWriteToken } from '../auth/write-token.ts';
import { createControls } from '../controls/controls.ts';
import { mayPostTo } from '../controls/may-post-to.ts';
import { createPressStore } from '../controls/store.ts';
import { createAgreementStore } from '../dashboards/folder/agreement-store.ts';
import { createBoardFolder } from '../dashboards/folder/board-folder.ts';
import { createPainter } from '../dashboards/picture/painter.ts';
import { createDashboardStore } from '../dashboards/store.ts';
import type { Deps } from '../deps.ts';
import { openEvents } from '../events/store.ts';
import { createWebhookStore } from '../events/webhooks/webhook-store.ts';
import { createUnitStore } from '../explore/store.ts';
import { type HistoryOptions, openHistory } from '../history/store.ts';
import { loadAssets } from '../http/assets.ts';
import { createScreens } from '../http/screens.ts';
import { createStreamGate } from '../http/stream-gate.ts';
import { keepLimits } from '../images/image-limits.ts';
import { openImages } from '../images/store.ts';
import { openIntake } from '../ingest/intake.ts';
import { LogIntake } from '../ingest/log-intake.ts';
import { openJobs } from '../jobs/store.ts';
import { openLogs } from '../logs/store.ts';
import { packageRoot } from '../package-root.ts';
import { PromqlLive } from '../promql/live/promql-live.ts';
import { createThreadQueries } from '../promql/thread-queries.ts';
import { QueryThreads } from '../promql/threads/query-threads.ts';
import { createSenderStore } from '../senders/store.ts';
import { dashboardsFolder, dataFiles } from './data-files.ts';

/** What comes from outside: settings, clock, log, and when to stop. */
export interface Surroundings extends Pick<Deps, 'config' | 'log' | 'now' | 'onFailure' | 'signal' | 'certificate'> {
  readonly historyLimits?: HistoryLimits;
}

/** How much the history waits for; less for tests, which then see it happen. */
export type HistoryLimits = Pick<HistoryOptions, 'flushPoints' | 'sweepEveryMs'>;

/** Opens the data folder and everything over it. The keepers' threads start first: they come up beside the rest. */
export async function openDeps({ historyLimits, ...surroundings }: Surroundings): Promise<Deps> {
  const { config, log, now, onFailure } = surroundings;
  const files = dataFiles(config.dataDir);
  const { maxNewSeriesPerMinute, maxSeriesPerSender, keep } = config;
  // Without its thread nothing goes on; a sweep that failed, on a full disk, is tried again in a minute.
  const onHistoryError = (error: unknown) =>
    error instanceof KeeperFailedError ? onFailure(error) : log.error(error, 'the history was not tidied up');
  const openingHistory = openHistory({
    ...{ path: files.history, maxNewSeriesPerMinute, maxSeriesPerSender, keep, ...historyLimits },
    onFailure: onHistoryError,
    onTrouble: sentence => log.error(sentence),
    onProgress: sentence => log.info(sentence),
    now,
  });
  const events = openEvents({
    ...{ path: files.events, now, onFailure },
    onTrouble: error => log.error(error, 'events were not tidied up'),
  });
  const logs = openLogs({
    ...{ path: files.logs, onFailure, now, keepMs: config.keepLogs.ms, maxBytes: config.keepLogs.bytes },
    onTrouble: sentence => log.error(sentence),
  });
  // As for the history: a sweep that failed is tried again.
  const onImagesError = (error: unknown) =>
    error instanceof KeeperFailedError ? onFailure(error) : log.error(error, 'pictures were not tidied up');
  const openingImages = openImages({
    ...{ path: files.images, limits: keepLimits(config.images), now },
    onFailure: onImagesError,
  });
  // Whichever file fails first is told; nobody may be left to hear of the others.
  for (const opening of [openingHistory, openingImages]) opening.catch(() => {});
  const state = openState(files.state, now);
  const openingJobs = openJobs({
    ...{ path: files.jobs, state, now, onFailure },
    onTrouble: error => log.error(error, 'jobs were not looked at'),
  });
  openingJobs.catch(() => {}); // as above
  const audit = createAuditStore(state, now);
  const auth = createAuthStore(state, now);
  const dashboards = createDashboardStore(state, now);
  const boardFolder = createBoardFolder({
    ...{
      folder: dashboardsFolder(config.dataDir),
      state,
      store: dashboards,
      agreements: createAgreementStore(state),
      audit,
      now,
    },
    onTrouble: sentence => log.warn(sentence),
  });
  const presses = createPressStore(state);
  const history = await openingHistory;
  const images = await openingImages;
  const queryThreads = new QueryThreads({
    path: files.history,
    connect: () => history.connect(),
    onTrouble: sentence => log.error(sentence),
  });
  return {
    ...surroundings,
    answered: { requests: 0 },
    files,
    hostName: os.hostname(),
    state,
    audit,
    logs,
    senders: createSenderStore(state, now),
    events,
    webhooks: createWebhookStore(state, now),
    jobs: await openingJobs,
    images,
    auth,
    writeToken: await keepWriteToken(files.writeToken, { state, store: auth, audit }),
    dashboards,
    presses,
    controls: createControls({
      ...{ state, audit, presses, history, events, now, signal: surroundings.signal },
      mayPostTo: mayPostTo(config.webhooksTo),
      onTrouble: error => log.error(error, 'what became of a press was not written down'),
    }),
    boardFolder,
    painter: createPainter(error => log.error(error, 'the painter of panels ended')),
    units: createUnitStore(state),
    assets: loadAssets({ folder: join(packageRoot, 'public'), styleSheets: stylesheets }),
    screens: createScreens(),
    gate: createStreamGate({
      total: config.maxStreams,
      perUser: config.maxStreamsPerUser,
      perAddress: config.maxStreamsPerAddress,
    }),
    history,
    queryThreads,
    queries: createThreadQueries(queryThreads),
    promqlLive: new PromqlLive({ history, path: files.history, now }),
    logIntake: new LogIntake({ logs, keepMs: config.keepLogs.ms, onTrouble: sentence => log.error(sentence) }),
    intake: openIntake({ history, onFailure }),
  };
}
