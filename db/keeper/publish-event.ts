import { parentPort } from 'node:worker_threads';
import type { FromKeeper } from './messages.ts';

/**
 * Sends `event` to who started this worker, ahead of every answer that is sent later. May be called before the keeper
 * serves, while it opens its file.
 */
export function publishEvent<Event>(event: Event): void {
  parentPort!.postMessage({ kind: 'event', event } satisfies FromKeeper);
}
