import { z } from 'zod';
import type { Topic } from '../topic.ts';

/** Jobs of a snapshot, at most: those that were heard last. */
const MAX_JOBS = 1000;

const wanted = z.strictObject({
  /** Left out: all of them. */
  name: z.string().min(1).max(200).optional(),
});

/** How jobs stand: all that are wanted, then each that has changed. Who lags is told how they stand now. */
export const jobs: Topic<z.infer<typeof wanted>> = {
  wanted,
  async *follow({ name }, { jobs: store }, signal) {
    const isWanted = (job: { readonly name: string }) => name === undefined || job.name === name;
    while (!signal.aborted) {
      // Both at once: what is told after this moment is not in the snapshot.
      const subscription = store.live.subscribe({ signal, filter: isWanted });
      try {
        const found = name === undefined ? store.newest(MAX_JOBS) : [store.find(name) ?? []].flat();
        yield { type: 'snapshot', jobs: found };
        let isBehind = false;
        for await (const item of subscription) {
          isBehind = item.kind !== 'event';
          if (item.kind !== 'event') break;
          const { job } = item.value;
          yield { type: 'change', ...(job ? { job } : { removed: item.value.name }) };
        }
        if (!isBehind) return;
      } finally {
        await subscription.return();
      }
    }
  },
};
