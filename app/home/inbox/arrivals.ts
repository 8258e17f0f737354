import type { Events } from '../../events/kept/events.ts';
import type { FeedEvents } from '../../http/run-screen.ts';
import type { ImageState } from '../../images/kept/picture.ts';
import type { ImageStore } from '../../images/store.ts';
import type { JobView } from '../../jobs/runs/job-view.ts';
import type { Jobs } from '../../jobs/runs/jobs.ts';
import type { Logs } from '../../logs/logs.ts';
import { SERVER_STREAM } from '../../logs/server-log.ts';
import { follow } from '../../stream/follow.ts';
import { createLogNews } from './log-news.ts';
import type { Arrival, ImageSignal, JobSignal } from './signal.ts';
import { createTopicNews } from './topic-news.ts';

export interface ArrivalSources {
  readonly logs: Pick<Logs, 'newest' | 'live'>;
  readonly images: Pick<ImageStore, 'newest' | 'live'>;
  readonly jobs: Pick<Jobs, 'newest' | 'live'>;
  readonly events: Pick<Events, 'newest' | 'live'>;
  readonly now: () => number;
}

/** What arrives beside readings, kept up to date. */
export interface Arrivals {
  /** As it is now, in no order. */
  signals(): readonly Arrival[];
  stop(): void;
}

/** Names of each kind, those that were heard last. */
const MAX_NAMES = 50;

/** What the server says of itself was not sent. */
const isForeign = ({ stream }: { readonly stream: string }) => stream !== SERVER_STREAM;

/** Subscribes first, and reads the stores second: nothing that comes meanwhile is missed. */
export async function startArrivals(sources: ArrivalSources, { onChange, onLost }: FeedEvents): Promise<Arrivals> {
  const { logs, images, jobs, events, now } = sources;
  const stopping = new AbortController();
  const { signal } = stopping;
  const lines = logs.live.subscribe({ signal, filter: isForeign });
  const messages = events.live.subscribe({ signal });
  try {
    const logNews = createLogNews((await logs.newest(MAX_NAMES)).filter(isForeign), now);
    const topicNews = createTopicNews(await events.newest(MAX_NAMES), onLost);
    const tell = { onChange, onLost, signal };
    follow(lines, { ...tell, take: logNews.take });
    follow(messages, { ...tell, take: topicNews.take });
    follow(images.live.subscribe({ signal }), tell);
    follow(jobs.live.subscribe({ signal }), tell);
    return {
      signals: () => [
        ...logNews.signals(),
        ...images.newest(MAX_NAMES).map(imageSignal),
        ...jobs.newest(MAX_NAMES).map(jobSignal),
        ...topicNews.signals(),
      ],
      stop: () => stopping.abort(),
    };
  } catch (error) {
    stopping.abort();
    throw error;
  }
}

function imageSignal(state: ImageState): ImageSignal {
  return { kind: 'image', name: state.name, sinceMs: state.firstMs, state };
}

function jobSignal(job: JobView): JobSignal {
  return { kind: 'job', name: job.name, sinceMs: job.createdMs, job };
}
