import type { FeedEvents } from '../http/run-screen.ts';
import { follow } from '../stream/follow.ts';
import type { Jobs } from './runs/jobs.ts';

/** Hears of every change of the jobs that `concerns`, and of those that were missed. Gives the function that ends it. */
export function followJobs(
  jobs: Pick<Jobs, 'live'>,
  concerns: (name: string) => boolean,
  { onChange, onLost }: FeedEvents,
): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  follow(jobs.live.subscribe({ signal, filter: ({ name }) => concerns(name) }), { onChange, onLost, signal });
  return () => stopping.abort();
}
