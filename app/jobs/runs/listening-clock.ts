/** Longer than this between two ticks, and the server did not listen in between: it was down, suspended, or its clock was set. */
export const MAX_TICK_GAP_MS = 10_000;

/** When nobody listened. Where the clock was set back, `fromMs` is after `toMs`. */
export interface Away {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Counts the time in which the server listened. Silence is measured on it, so that a server that was down, a machine that
 * slept and a clock that was set, in either direction, make nobody silent. It never goes back.
 */
export class ListeningClock {
  #listenedMs: number;
  #toldMs: number;

  /** As it was written last. */
  constructor(listenedMs: number, toldMs: number) {
    this.#listenedMs = listenedMs;
    this.#toldMs = toldMs;
  }

  get toldMs(): number {
    return this.#toldMs;
  }

  /** The first word after a start: whatever was in between, nobody listened. Undefined: the very first start. */
  begin(nowMs: number): Away | undefined {
    const fromMs = this.#toldMs;
    this.#toldMs = nowMs;
    return fromMs === 0 ? undefined : { fromMs, toMs: nowMs };
  }

  /** It is `nowMs` by the wall. Gives when nobody listened, if that was so since the last tick. */
  tick(nowMs: number): Away | undefined {
    const fromMs = this.#toldMs;
    this.#listenedMs = this.at(nowMs);
    this.#toldMs = nowMs;
    return isHeard(nowMs - fromMs) ? undefined : { fromMs, toMs: nowMs };
  }

  /** How long the server has listened, all in all, at this moment shortly after a tick. */
  at(nowMs: number): number {
    const gapMs = nowMs - this.#toldMs;
    return this.#listenedMs + (isHeard(gapMs) ? gapMs : 0);
  }
}

function isHeard(gapMs: number): boolean {
  return gapMs >= 0 && gapMs <= MAX_TICK_GAP_MS;
}
