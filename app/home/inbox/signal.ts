import type { KeptEvent } from '../../events/kept/event.ts';
import type { WatchedSeries } from '../../history/watched-series.ts';
import type { ImageState } from '../../images/kept/picture.ts';
import type { JobView } from '../../jobs/runs/job-view.ts';
import type { KeptLine } from '../../logs/log-line.ts';

export interface ReadingSignal {
  readonly kind: 'reading';
  /** Its key. */
  readonly name: string;
  /** The Inbox shows the newest first: when it was heard of first, as far as that is known; fixed while a page shows it. */
  readonly sinceMs: number;
  readonly series: WatchedSeries;
}

export interface LogSignal {
  readonly kind: 'log';
  readonly name: string;
  readonly sinceMs: number;
  readonly newest: KeptLine;
  /** Lines, over the last minute, since somebody looks. */
  readonly perSecond: number;
}

export interface ImageSignal {
  readonly kind: 'image';
  readonly name: string;
  readonly sinceMs: number;
  readonly state: ImageState;
}

export interface JobSignal {
  readonly kind: 'job';
  readonly name: string;
  readonly sinceMs: number;
  readonly job: JobView;
}

export interface EventSignal {
  readonly kind: 'event';
  /** The topic. */
  readonly name: string;
  readonly sinceMs: number;
  readonly newest: KeptEvent;
}

/** What arrives beside readings. */
export type Arrival = LogSignal | ImageSignal | JobSignal | EventSignal;

/** Something that was sent, of one of the five kinds. */
export type Signal = ReadingSignal | Arrival;
