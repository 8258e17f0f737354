import { mountApi } from '../api/routes.tsx';
import { mountAudit } from '../audit/routes.tsx';
import { createAttempts } from '../auth/attempts.ts';
import { mountAuth } from '../auth/routes.tsx';
import { mountControls } from '../controls/routes.tsx';
import { mountFolder } from '../dashboards/folder/folder-routes.tsx';
import { mountPanels } from '../dashboards/form/panel-routes.ts';
import { mountImport } from '../dashboards/import/import-routes.tsx';
import { mountDashboards } from '../dashboards/routes.ts';
import { mountEvents } from '../events/routes.tsx';
import { mountExplore } from '../explore/routes.tsx';
import { mountExposition } from '../exposition/routes.ts';
import { mountHome } from '../home/routes.tsx';
import { mountHosts } from '../hosts/routes.tsx';
import { mountAssets } from '../http/mount-assets.ts';
import { mountProbes } from '../http/mount-probes.ts';
import type { PatternRouter } from '../http/router.ts';
import { mountImages } from '../images/routes.tsx';
import { mountLogIntake } from '../ingest/log-routes.ts';
import { mountIngest } from '../ingest/routes.ts';
import { mountJobs } from '../jobs/routes.tsx';
import { mountKeys } from '../keys/routes.tsx';
import { mountLogs } from '../logs/routes.tsx';
import { mountPromql } from '../promql/routes.ts';
import { mountSenders } from '../senders/routes.tsx';
import { mountSettings } from '../settings/routes.tsx';
import { mountSubscriptions } from '../subscriptions/routes.ts';
import type { Parts } from './create-parts.ts';
import { explainSourcesOf } from './explain-sources-of.ts';
import { factsOf } from './facts-of.ts';
import { ownStateOf } from './own-state-of.ts';

/** One line for each feature: what it answers is in its `routes` file. */
export function mountFeatures(router: PatternRouter, parts: Parts): void {
  mountProbes(router, { isReady: () => !parts.signal.aborted });
  mountExposition(router, { guard: parts.guard, stateOf: () => ownStateOf(parts) });
  mountAssets(router, parts.assets);
  mountAuth(router, { ...parts, store: parts.auth, attempts: createAttempts(parts.now) });
  mountIntake(router, parts);
  mountScreens(router, parts);
  mountBoards(router, parts);
  mountPromql(router, { ...parts, threads: parts.queryThreads });
  mountApi(router, { ...parts, cookieName: parts.cookie.name });
  mountAudit(router, { ...parts, store: parts.audit });
  mountSettings(router, { ...parts, store: parts.auth, files: parts.boardFolder, facts: () => factsOf(parts) });
}

/** What others send. */
function mountIntake(router: PatternRouter, parts: Parts): void {
  mountIngest(router, parts);
  mountEvents(router, parts);
  mountLogIntake(router, parts);
  mountJobs(router, parts);
  mountImages(router, { ...parts, limits: parts.config.images });
}

/** What is looked at, and listened to. */
function mountScreens(router: PatternRouter, parts: Parts): void {
  mountHome(router, parts);
  mountExplore(router, { ...parts, sources: { ...parts.sources, senderName: parts.senders.nameOf } });
  mountLogs(router, parts);
  mountHosts(router, parts);
  mountSenders(router, parts);
  mountKeys(router, parts);
  mountSubscriptions(router, parts);
}

/** Dashboards, as pages and as files, and what is pressed on them. */
function mountBoards(router: PatternRouter, parts: Parts): void {
  const ofBoards = { ...parts, store: parts.dashboards, folder: parts.boardFolder };
  mountDashboards(router, { ...ofBoards, asking: explainSourcesOf(parts) });
  mountPanels(router, ofBoards);
  mountControls(router, parts);
  mountFolder(router, ofBoards);
  mountImport(router, ofBoards);
}
