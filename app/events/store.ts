import { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { repeat } from '../../db/keeper/repeat.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { startKeeper } from '../../db/keeper/start-keeper.ts';
import { WriteWatch } from '../../db/keeper/write-watch.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import type { KeptEvent } from './kept/event.ts';
import { eventLimits, type KeepLimits } from './kept/event-limits.ts';
import type { Events } from './kept/events.ts';
import type { EventKeeperCalls, EventKeeperData } from './kept/keeper-calls.ts';

/** Events kept in memory for readers that lag; who lags more reads on from the file. */
const RING_EVENTS = 1024;

/** Of the heap of the keeper's thread, in MiB. */
const HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

export interface EventsOptions {
  readonly path: string;
  readonly now: () => number;
  /** Hears when the keeper's thread ends by itself, and so does who follows `live`. */
  readonly onFailure: (error: Error) => void;
  /** Hears that a sweep failed, which is tried again. */
  readonly onTrouble: (error: unknown) => void;
  readonly limits?: Partial<KeepLimits>;
}

/** So much longer than its time an event stays, at most. */
const SWEEP_EVERY_MS = 60_000;

/** Opens `events.db` in its keeper thread. */
export function openEvents({ path, now, onFailure, onTrouble, limits = {} }: EventsOptions): Events {
  const live = createReactiveStream<KeptEvent>({ capacity: RING_EVENTS });
  const writes = new WriteWatch();
  const workerData: EventKeeperData = { path, limits: { ...eventLimits, ...limits } };
  const keeper = startKeeper<EventKeeperCalls, readonly KeptEvent[]>(siblingModule('./kept/keeper', import.meta.url), {
    name: 'event keeper',
    workerData,
    resourceLimits: HEAP,
    onEvent: events => {
      for (const event of events) live.emit(event);
    },
    onFailure: error => {
      live.fail(error);
      onFailure(error);
    },
  });
  const sweep = () => keeper.call('sweep', [now()], { evenIfBusy: true });
  const stopSweeping = repeat(sweep, SWEEP_EVERY_MS, error => error instanceof KeeperFailedError || onTrouble(error));

  return {
    live,
    sweep,
    get unwritable() {
      return writes.trouble;
    },
    append: (drafts, payload) => writes.attempt(() => keeper.call('append', [drafts, payload])),
    positionOf: (since, topics) => keeper.call('positionOf', [since, topics]),
    after: query => keeper.call('after', [query]),
    page: (query, signal) => keeper.call('page', [query], { signal }),
    find: id => keeper.call('find', [id]),
    newest: limit => keeper.call('newest', [limit]),
    payload: topic => keeper.call('payload', [topic]),
    async close() {
      stopSweeping();
      try {
        await keeper.close();
      } finally {
        live.close();
      }
    },
  };
}
