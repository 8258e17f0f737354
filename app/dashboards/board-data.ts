import type { ChartGrid } from '../../components/chart/series.ts';
import type { Change } from '../../db/outbox.ts';
import type { PressStore } from '../controls/store.ts';
import type { EventMarks } from '../events/kept/event-marks.ts';
import type { Events } from '../events/kept/events.ts';
import type { ImageState } from '../images/kept/picture.ts';
import type { ImageStore } from '../images/store.ts';
import type { JobView } from '../jobs/runs/job-view.ts';
import type { Jobs } from '../jobs/runs/jobs.ts';
import type { KeptLine } from '../logs/log-line.ts';
import type { Logs } from '../logs/logs.ts';
import type { PromqlLive } from '../promql/live/promql-live.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { BoardQueries, QuerySources } from './board-queries.ts';
import type { DashboardDefinition } from './definition.ts';
import type { BoardLink } from './panel.ts';
import type { PastSources } from './past/past-query.ts';
import type { ResolveSources } from './variables/resolve-variables.ts';
import type { BoardView } from './view/board-view.ts';

/** The dashboards that there are. */
export interface BoardList {
  links(): readonly BoardLink[];
  /** Says, among other things, that a dashboard came, went or has another title. */
  readonly changes: Pick<ReactiveStream<Change>, 'subscribe'>;
}

/** Where panels get what they show. */
export interface BoardSources extends QuerySources, PastSources {
  readonly history: QuerySources['history'] & PastSources['history'] & ResolveSources['history'];
  readonly promql: Pick<PromqlLive, 'open'>;
  readonly logs: Pick<Logs, 'tail' | 'live' | 'find'>;
  readonly events: Pick<Events, 'page' | 'live'>;
  readonly images: Pick<ImageStore, 'state' | 'live' | 'at'>;
  readonly jobs: Pick<Jobs, 'find' | 'live'>;
  readonly boards: BoardList;
  readonly controls: Pick<PressStore, 'newest' | 'live'>;
  /** Where this server is reached, for lines to copy. */
  readonly origin: string;
  /** Of the server: that of who says nothing of his own. */
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
}

export interface BoardDataOptions {
  readonly definition: Pick<DashboardDefinition, 'panels'>;
  readonly view: BoardView;
  readonly exprs: readonly string[];
  /** Only the series of this key, where selectors would match others beside it. */
  readonly onlyKey?: string | undefined;
  /** The dashboard whose presses are followed. */
  readonly board?: { readonly slug: string };
  readonly onChange: () => void;
  readonly onLost: (reason?: unknown) => void;
}

/** What the panels of one board may look at, moving or not. */
export interface BoardData extends Pick<BoardQueries, 'show'> {
  /** As of when all of it is told. */
  nowMs(): number;
  grid(): ChartGrid;
  lines(stream: string): readonly KeptLine[];
  /** To be drawn where they happened. */
  readonly marks: Pick<EventMarks, 'of'>;
  /** To be listed. */
  readonly lists: Pick<EventMarks, 'of'>;
  image(name: string): ImageState | undefined;
  job(name: string): JobView | undefined;
  stop(): void;
}

/** Lines that a log panel holds. */
export const TAIL_LINES = 60;
