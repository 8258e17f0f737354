import type { FeedEvents } from '../http/run-screen.ts';
import type { Jobs } from './runs/jobs.ts';

/** Hears of every change of the jobs that `concerns`, and of those that were missed. Gives the function that ends it. */
export function followJobs(
  jobs: Pick<Jobs, 'live'>,
  concerns: (name: string) => boolean,
  { onChange, onLost }: FeedEvents,
): () => void {
  const subscription = jobs.live.subscribe();
  let isStopped = false;
  const follow = async () => {
    for await (const item of subscription) if (item.kind !== 'event' || concerns(item.value.name)) onChange();
    if (!isStopped) onLost();
  };
  follow().catch(onLost);
  return () => {
    isStopped = true;
    void subscription.return();
  };
}
