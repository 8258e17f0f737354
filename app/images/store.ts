import { repeat } from '../../db/keeper/repeat.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../db/keeper/start-keeper.ts';
import { type Unwritable, WriteWatch } from '../../db/keeper/write-watch.ts';
import { createReactiveStream, type ReactiveStream } from '../stream/reactive.ts';
import type {
  ImageKeeperCalls,
  ImageKeeperEvent,
  ImageReaderCalls,
  KeptPicture,
  PictureToKeep,
  Span,
  Stored,
} from './kept/calls.ts';
import type { KeepLimits } from './kept/keep-limits.ts';
import type { ImageChange, ImageState, Moment } from './kept/picture.ts';

export interface ImagesOptions {
  /** Of the file; it is made if it is not there. */
  readonly path: string;
  readonly limits: KeepLimits;
  readonly now: () => number;
  /** Told what nobody waits for: that a thread has ended, or that a sweep failed, which is tried again. */
  readonly onFailure: (error: unknown) => void;
  /** Between two sweeps that forget what is past its time. Default: a minute. */
  readonly sweepEveryMs?: number;
}

/** The pictures, as the main thread sees them: one thread writes, another one reads. */
export interface ImageStore {
  /** Keeps a picture. Resolves after it is durable. */
  keep(picture: PictureToKeep): Promise<KeptPicture>;
  /** Names with their newest picture, the newest first. From memory. */
  newest(limit?: number): readonly ImageState[];
  /** From memory. */
  state(name: string): ImageState | undefined;
  /** Committed changes. */
  readonly live: ReactiveStream<ImageChange>;
  picture(name: string, hash: string, signal?: AbortSignal): Promise<Stored | undefined>;
  thumb(name: string, hash: string, signal?: AbortSignal): Promise<Stored | undefined>;
  /** The picture that was the newest at a moment. */
  at(name: string, atMs: number, signal?: AbortSignal): Promise<Moment | undefined>;
  after(name: string, atMs: number, signal?: AbortSignal): Promise<Moment | undefined>;
  before(name: string, beforeMs: number, limit: number, signal?: AbortSignal): Promise<readonly Moment[]>;
  /** At most one picture of each step, oldest first. */
  span(name: string, span: Span, signal?: AbortSignal): Promise<readonly Moment[]>;
  /** Forgets a name with all its pictures. */
  remove(name: string): Promise<boolean>;
  /** Runs by itself once a minute. */
  sweep(): Promise<void>;
  /** Undefined: the last picture could be kept. */
  readonly unwritable: Unwritable | undefined;
  close(): Promise<void>;
}

/** Changes kept in memory for readers that lag; one that lags more is told so and asks anew. */
const RING_CHANGES = 1024;
const SWEEP_EVERY_MS = 60_000;
/** Pictures that wait to be written, each up to the size of one: more are refused with a 503. */
const MAX_WAITING_PICTURES = 16;
/** Pictures that wait to be read. */
const MAX_WAITING_READS = 200;
/** Rows and statements take little; a picture lies outside of the heap. */
const HEAP_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

/** Opens `images.db` in its keeper thread. The thread that reads starts when somebody looks. */
export async function openImages(options: ImagesOptions): Promise<ImageStore> {
  const { path, limits, now, onFailure, sweepEveryMs = SWEEP_EVERY_MS } = options;
  const live = createReactiveStream<ImageChange>({ capacity: RING_CHANGES });
  const states = new Map<string, ImageState>();
  const writes = new WriteWatch(now);
  const closing = new AbortController();
  const learn = ({ name, state }: ImageChange) => {
    states.delete(name);
    if (state) states.set(name, state);
  };
  const fail = (error: unknown) => {
    live.fail(error);
    onFailure(error);
  };
  const keeper = startKeeper<ImageKeeperCalls, ImageKeeperEvent>(siblingModule('./kept/keeper', import.meta.url), {
    name: 'image keeper',
    workerData: { path, limits },
    resourceLimits: HEAP_LIMITS,
    maxPendingCalls: MAX_WAITING_PICTURES,
    onEvent(changes) {
      for (const change of changes) {
        learn(change);
        live.emit(change);
      }
    },
    onFailure: fail,
  });
  let reading: Keeper<ImageReaderCalls> | undefined;
  const reader = () => {
    reading ??= startKeeper<ImageReaderCalls>(siblingModule('./kept/reader', import.meta.url), {
      name: 'image reader',
      workerData: { path },
      resourceLimits: HEAP_LIMITS,
      maxPendingCalls: MAX_WAITING_READS,
      onFailure: fail,
    });
    return reading;
  };

  const sweep = () => keeper.call('sweep', [now()], { signal: closing.signal, evenIfBusy: true });
  try {
    for (const state of await keeper.call('states', [])) learn({ name: state.name, state });
  } catch (error) {
    await keeper.close().catch(() => {}); // the first error says why
    throw error;
  }
  const stopSweeping = repeat(sweep, sweepEveryMs, error => closing.signal.aborted || onFailure(error));

  return {
    live,
    get unwritable() {
      return writes.trouble;
    },
    keep: picture => writes.attempt(() => keeper.call('keep', [picture])),
    newest(limit = Number.POSITIVE_INFINITY) {
      return [...states.values()].sort((a, b) => b.newest.atMs - a.newest.atMs).slice(0, limit);
    },
    state: name => states.get(name),
    picture: (name, hash, signal) => reader().call('picture', [name, hash], { signal }),
    thumb: (name, hash, signal) => reader().call('thumb', [name, hash], { signal }),
    at: (name, atMs, signal) => reader().call('at', [name, atMs], { signal }),
    after: (name, atMs, signal) => reader().call('after', [name, atMs], { signal }),
    before: (name, beforeMs, limit, signal) => reader().call('before', [name, beforeMs, limit], { signal }),
    span: (name, span, signal) => reader().call('span', [name, span], { signal }),
    remove: name => writes.attempt(() => keeper.call('remove', [name])),
    sweep,
    async close() {
      stopSweeping();
      closing.abort();
      try {
        await Promise.all([reading?.close(), keeper.close()]);
      } finally {
        live.close();
      }
    },
  };
}
