import type { Logger } from 'pino';
import type { State } from '../db/state.ts';
import type { AuditStore } from './audit/store.ts';
import type { AuthStore } from './auth/store.ts';
import type { WriteToken } from './auth/write-token.ts';
import type { Config } from './config.ts';
import type { Controls } from './controls/controls.ts';
import type { PressStore } from './controls/store.ts';
import type { BoardFolder } from './dashboards/folder/board-folder.ts';
import type { Painter } from './dashboards/picture/painter.ts';
import type { DashboardStore } from './dashboards/store.ts';
import type { Events } from './events/kept/events.ts';
import type { WebhookStore } from './events/webhooks/webhook-store.ts';
import type { UnitStore } from './explore/store.ts';
import type { HistoryStore } from './history/store.ts';
import type { Assets } from './http/assets.ts';
import type { Screens } from './http/screens.ts';
import type { StreamGate } from './http/stream-gate.ts';
import type { KeptCertificate } from './http/tls/kept-certificate.ts';
import type { ImageStore } from './images/store.ts';
import type { Intake } from './ingest/intake.ts';
import type { LogIntake } from './ingest/log-intake.ts';
import type { Jobs } from './jobs/runs/jobs.ts';
import type { Logs } from './logs/logs.ts';
import type { PromqlLive } from './promql/live/promql-live.ts';
import type { PromqlQueries } from './promql/queries.ts';
import type { QueryThreads } from './promql/threads/query-threads.ts';
import type { SenderStore } from './senders/store.ts';
import type { DataFiles } from './start/data-files.ts';

/** Everything that is opened at the start and that the application uses. */
export interface Deps {
  readonly config: Config;
  readonly files: DataFiles;
  /** Where https is spoken. */
  readonly certificate: KeptCertificate | undefined;
  readonly hostName: string;
  readonly log: Logger;
  readonly state: State;
  readonly audit: AuditStore;
  readonly history: HistoryStore;
  readonly queryThreads: QueryThreads;
  readonly queries: PromqlQueries;
  readonly promqlLive: PromqlLive;
  readonly intake: Intake;
  readonly logs: Logs;
  readonly senders: SenderStore;
  readonly events: Events;
  readonly webhooks: WebhookStore;
  readonly jobs: Jobs;
  readonly logIntake: LogIntake;
  readonly images: ImageStore;
  readonly auth: AuthStore;
  readonly writeToken: WriteToken;
  readonly dashboards: DashboardStore;
  readonly presses: PressStore;
  readonly controls: Controls;
  /** Those that lie as files in the data folder. */
  readonly boardFolder: BoardFolder;
  /** Of pictures of panels. */
  readonly painter: Painter;
  readonly units: UnitStore;
  readonly assets: Assets;
  readonly screens: Screens;
  readonly gate: StreamGate;
  readonly now: () => number;
  /** Requests that were answered since the start; the pipeline counts them. */
  readonly answered: { requests: number };
  /** Called for what the server cannot go on after: it stops in order. */
  readonly onFailure: (error: unknown) => void;
  /** Aborted when the server stops. */
  readonly signal: AbortSignal;
}
