import type { FeedEvents } from '../../http/run-screen.ts';
import { follow } from '../../stream/follow.ts';
import type { ReactiveStream } from '../../stream/reactive.ts';
import type { ImageSources } from './sources.ts';

/** Tells a feed that something has changed: what is drawn is read anew, so that nothing can be missed. Gives the way to stop. */
export function followImages({ images, hub }: ImageSources, { onChange, onLost }: FeedEvents): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes: readonly ReactiveStream<unknown>[] = [images.live, hub.changes];
  for (const stream of changes) follow(stream.subscribe({ signal }), { onChange, onLost, signal });
  return () => stopping.abort();
}
