import type { FeedEvents } from '../../http/run-screen.ts';
import type { ReactiveStream } from '../../stream/reactive.ts';
import type { ImageSources } from './sources.ts';

/** Tells a feed that something has changed: what is drawn is read anew, so that nothing can be missed. Gives the way to stop. */
export function followImages({ images, hub }: ImageSources, { onChange, onLost }: FeedEvents): () => void {
  const stopping = new AbortController();
  const follow = async (changes: ReactiveStream<unknown>) => {
    const subscription = changes.subscribe({ signal: stopping.signal });
    while ((await subscription.nextBatch()).length > 0) onChange();
    if (!stopping.signal.aborted) onLost();
  };
  for (const changes of [images.live, hub.changes]) follow(changes).catch(onLost);
  return () => stopping.abort();
}
