import type { FrameTimes } from '../stream/frame-times.ts';
import { byName } from './metering/by-name.ts';
import {
  STREAM_KINDS,
  StreamCounts,
  type StreamEnd,
  type StreamKind,
  type StreamLimit,
} from './metering/stream-counts.ts';
import type { Traffic } from './metering/traffic.ts';

/** Who holds a stream open. */
export interface StreamOwner {
  /** Person or token; all sessions of a person count together. */
  readonly user: string;
  readonly session?: string;
  readonly address: string;
}

export interface StreamLimits {
  readonly total: number;
  readonly perUser: number;
  readonly perAddress: number;
}

/** A place for one open stream. */
export interface Ticket {
  /** Aborts with a `Farewell` as its reason when the stream has to end. Made when it is asked for. */
  readonly signal: AbortSignal;
  /** Why the stream has to end, once it has to. */
  readonly farewell: Farewell | undefined;
  /** Calls when the stream has to end, at once where it has to already. For thousands: the last callback counts. */
  onEnd(callback: () => void): void;
  /** To count what goes out. */
  readonly traffic: Traffic;
  /** Shows how far its reader is behind, to who asks for it. */
  watch(reader: ReaderInView): void;
  /** Gives the place back; only the first call counts. `how` is for an end without a farewell. Default: who held it left. */
  leave(how?: StreamEnd): void;
}

/** A reader of a log, and when its frames were appended. */
export interface ReaderInView {
  readonly cursor: { readonly seq: number; readonly lag: number };
  readonly times: FrameTimes;
}

/** How far readers are behind just now. */
export interface Lag {
  /** Readers for whom frames wait. */
  readonly readers: number;
  /** Of the one that is furthest behind. */
  readonly frames: number;
  /** How long the frame has waited that waits longest. */
  readonly ms: number;
}

/** The last event of a stream that the server ends: `gone` closes it for good, `restart` asks to come back. */
export interface Farewell {
  readonly event: 'gone' | 'restart';
  readonly data: string;
}

/** The end for good: the page goes to `href`, or says the reason. */
export function goodbye(why: { readonly href: string } | { readonly reason: string }): Farewell {
  return { event: 'gone', data: JSON.stringify(why) };
}

/** Counts open streams, refuses those beyond the limits, and ends streams whose right to be open has ended. */
export interface StreamGate {
  /** A ticket, or a sentence that says which limit is reached. */
  enter(owner: StreamOwner, kind: StreamKind): Ticket | { readonly refusal: string };
  end(matches: (owner: StreamOwner) => boolean, farewell: Farewell): void;
  readonly open: number;
  readonly counts: StreamCounts;
  /** Looks at all readers that can be seen. */
  lag(): Readonly<Record<StreamKind, Lag>>;
}

export function createStreamGate(limits: StreamLimits): StreamGate {
  const streams = new Set<OpenStream>();
  const counts = new StreamCounts();
  // Counted, not looked for: after a restart everybody comes at once.
  const ofUser = new Map<string, number>();
  const ofAddress = new Map<string, number>();

  const reachedLimit = ({ user, address }: StreamOwner): StreamLimit | undefined => {
    if (streams.size >= limits.total) return 'total';
    if ((ofUser.get(user) ?? 0) >= limits.perUser) return 'user';
    return (ofAddress.get(address) ?? 0) >= limits.perAddress ? 'address' : undefined;
  };

  const count = ({ owner, kind }: OpenStream, change: 1 | -1) => {
    addTo(ofUser, owner.user, change);
    addTo(ofAddress, owner.address, change);
    counts.open[kind] += change;
  };

  return {
    counts,
    enter(owner, kind) {
      const limit = reachedLimit(owner);
      if (limit) {
        counts.refused[kind][limit]++;
        return { refusal: refusal(limit, limits) };
      }
      const stream = new OpenStream(owner, kind, counts.traffic[kind], how => {
        if (!streams.delete(stream)) return;
        count(stream, -1);
        counts.ended[kind][how]++;
      });
      streams.add(stream);
      count(stream, 1);
      return stream;
    },
    end(matches, farewell) {
      for (const stream of [...streams]) if (matches(stream.owner)) stream.end(farewell);
    },
    get open() {
      return streams.size;
    },
    lag() {
      const nowMs = performance.now();
      const lags = byName(STREAM_KINDS, () => ({ readers: 0, frames: 0, ms: 0 }));
      for (const { kind, reader } of streams) if (reader) addLag(lags[kind], reader, nowMs);
      return lags;
    },
  };
}

class OpenStream implements Ticket {
  readonly owner: StreamOwner;
  readonly kind: StreamKind;
  readonly traffic: Traffic;
  reader: ReaderInView | undefined;
  farewell: Farewell | undefined;
  readonly #onLeave: (how: StreamEnd) => void;
  /** A value that is handed on, as the end of something else. */
  readonly leave = (how: StreamEnd = 'left'): void => this.#onLeave(this.farewell ? endOf(this.farewell) : how);
  #controller: AbortController | undefined;
  #onEnd: (() => void) | undefined;

  constructor(owner: StreamOwner, kind: StreamKind, traffic: Traffic, onLeave: (how: StreamEnd) => void) {
    this.owner = owner;
    this.kind = kind;
    this.traffic = traffic;
    this.#onLeave = onLeave;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.farewell) this.#controller.abort(this.farewell);
    }
    return this.#controller.signal;
  }

  onEnd(callback: () => void): void {
    this.#onEnd = callback;
    if (this.farewell) callback();
  }

  watch(reader: ReaderInView): void {
    this.reader = reader;
  }

  /** Only the first farewell counts. */
  end(farewell: Farewell): void {
    if (this.farewell) return;
    this.farewell = farewell;
    this.#controller?.abort(farewell);
    this.#onEnd?.();
  }
}

function addLag(sum: { readers: number; frames: number; ms: number }, { cursor, times }: ReaderInView, nowMs: number) {
  const frames = cursor.lag;
  if (frames === 0) return;
  sum.readers++;
  sum.frames = Math.max(sum.frames, frames);
  sum.ms = Math.max(sum.ms, times.ageMs(cursor.seq, nowMs));
}

function refusal(limit: StreamLimit, { total, perUser, perAddress }: StreamLimits): string {
  switch (limit) {
    case 'total':
      return `${total} streams are open, which is the limit (TELLTALE_MAX_STREAMS).`;
    case 'user':
      return `You have ${perUser} streams open, which is the limit (TELLTALE_MAX_STREAMS_PER_USER). Close some tabs.`;
    case 'address':
      return `${perAddress} streams are open from your address, which is the limit (TELLTALE_MAX_STREAMS_PER_ADDRESS).`;
  }
}

function endOf({ event }: Farewell): StreamEnd {
  return event === 'gone' ? 'revoked' : 'restart';
}

/** A key without any is forgotten. */
function addTo(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
