import type { z } from 'zod';
import type { Events } from '../events/kept/events.ts';
import type { LiveHistory } from '../history/watch.ts';
import type { ImageStore } from '../images/store.ts';
import type { Jobs } from '../jobs/runs/jobs.ts';
import type { Logs } from '../logs/logs.ts';
import type { PromqlLive } from '../promql/live/promql-live.ts';

/** What topics read from. */
export interface TopicSources {
  readonly history: LiveHistory;
  readonly promql: Pick<PromqlLive, 'open'>;
  readonly logs: Pick<Logs, 'tail' | 'live'>;
  readonly events: Pick<Events, 'after' | 'positionOf' | 'page' | 'live'>;
  readonly images: Pick<ImageStore, 'state' | 'newest' | 'live'>;
  readonly jobs: Pick<Jobs, 'find' | 'newest' | 'live'>;
  readonly now: () => number;
}

/** One message about a subscription: first what there is, then what changes; a gap where something was missed. */
export interface Told {
  readonly type: 'snapshot' | 'change' | 'gap';
  /** To go on after, on another connection. */
  readonly cursor?: number | string;
  readonly [field: string]: unknown;
}

/**
 * A kind of thing that can be followed. `follow` is asked for the next message when the client has room for it: a topic
 * holds back what comes meanwhile within bounds of its own, the newest state or a place in a file.
 */
export interface Topic<Wanted = unknown> {
  /** The fields of a subscription. */
  readonly wanted: z.ZodType<Wanted>;
  /** @throws TopicProblem for what cannot be followed. */
  follow(wanted: Wanted, sources: TopicSources, signal: AbortSignal): AsyncGenerator<Told>;
}
