interface Offer {
  readonly frame: object;
  readonly taken: () => void;
}

/** Frames of several sources for one reader: each source has one that waits at most, and makes the next when it was taken. */
export class Offers {
  readonly #waiting = new Set<Offer>();
  #wake = () => {};

  /** Resolves when the reader took it; or, and then it is taken back, when the signal aborts. */
  async offer(frame: object, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve: taken } = Promise.withResolvers<void>();
    const offer: Offer = { frame, taken };
    const takeBack = () => {
      this.#waiting.delete(offer);
      taken();
    };
    signal.addEventListener('abort', takeBack, { once: true });
    this.#waiting.add(offer);
    this.#wake();
    await promise;
    signal.removeEventListener('abort', takeBack);
  }

  /** What is offered, first come first served. Ends when the signal aborts. */
  async *frames(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    signal.addEventListener('abort', () => this.#wake(), { once: true });
    while (!signal.aborted) {
      const [next] = this.#waiting;
      if (next) {
        this.#waiting.delete(next);
        yield Buffer.from(JSON.stringify(next.frame));
        next.taken();
      } else
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
    }
  }
}
