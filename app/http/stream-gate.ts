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
  leave(): void;
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
  enter(owner: StreamOwner): Ticket | { readonly refusal: string };
  end(matches: (owner: StreamOwner) => boolean, farewell: Farewell): void;
  readonly open: number;
}

export function createStreamGate(limits: StreamLimits): StreamGate {
  const streams = new Map<OpenStream, StreamOwner>();
  // Counted, not looked for: after a restart everybody comes at once.
  const ofUser = new Map<string, number>();
  const ofAddress = new Map<string, number>();

  const refusal = ({ user, address }: StreamOwner): string | undefined => {
    if (streams.size >= limits.total)
      return `${limits.total} streams are open, which is the limit (TELLTALE_MAX_STREAMS).`;
    if ((ofUser.get(user) ?? 0) >= limits.perUser) {
      return `You have ${limits.perUser} streams open, which is the limit (TELLTALE_MAX_STREAMS_PER_USER). Close some tabs.`;
    }
    if ((ofAddress.get(address) ?? 0) >= limits.perAddress) {
      return `${limits.perAddress} streams are open from your address, which is the limit (TELLTALE_MAX_STREAMS_PER_ADDRESS).`;
    }
    return undefined;
  };

  const count = ({ user, address }: StreamOwner, change: 1 | -1) => {
    addTo(ofUser, user, change);
    addTo(ofAddress, address, change);
  };

  return {
    enter(owner) {
      const reason = refusal(owner);
      if (reason) return { refusal: reason };
      const stream = new OpenStream(() => streams.delete(stream) && count(owner, -1));
      streams.set(stream, owner);
      count(owner, 1);
      return stream;
    },
    end(matches, farewell) {
      for (const [stream, owner] of [...streams]) if (matches(owner)) stream.end(farewell);
    },
    get open() {
      return streams.size;
    },
  };
}

class OpenStream implements Ticket {
  readonly leave: () => void;
  farewell: Farewell | undefined;
  #controller: AbortController | undefined;
  #onEnd: (() => void) | undefined;

  constructor(leave: () => void) {
    this.leave = leave;
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

  /** Only the first farewell counts. */
  end(farewell: Farewell): void {
    if (this.farewell) return;
    this.farewell = farewell;
    this.#controller?.abort(farewell);
    this.#onEnd?.();
  }
}

/** A key without any is forgotten. */
function addTo(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
