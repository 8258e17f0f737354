interface Timing {
  readonly run: () => void;
  readonly ms: number;
  readonly repeats: boolean;
}

/** `setTimeout` and `setInterval` of a clock that stands still until it is told to go on. */
export class TimersByHand {
  nowMs: number;
  readonly armed = new Set<TimerByHand>();

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  /** Takes the place of the global functions and clocks. */
  install(): void {
    const set =
      (repeats: boolean) =>
      (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
        new TimerByHand(this, { run: () => run(...args), ms, repeats });
    const clear = (timer?: TimerByHand) => timer?.clear();
    const functions = { setTimeout: set(false), setInterval: set(true), clearTimeout: clear, clearInterval: clear };
    Object.assign(globalThis, functions);
    Date.now = () => this.nowMs;
    performance.now = () => this.nowMs;
  }

  /** Lets time pass, from each moment at which something is due to the next. */
  step(ms: number): void {
    const endMs = this.nowMs + ms;
    for (let next = this.#next(endMs); next; next = this.#next(endMs)) {
      this.nowMs = next.dueMs;
      next.fire();
    }
    this.nowMs = endMs;
  }

  #next(endMs: number): TimerByHand | undefined {
    return [...this.armed].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}

/** As far as the product uses timers. None keeps the process alive. */
class TimerByHand {
  dueMs = 0;
  readonly #timers: TimersByHand;
  readonly #timing: Timing;

  constructor(timers: TimersByHand, timing: Timing) {
    [this.#timers, this.#timing] = [timers, timing];
    this.refresh();
  }

  refresh(): this {
    this.dueMs = this.#timers.nowMs + Math.max(0, this.#timing.ms);
    this.#timers.armed.add(this);
    return this;
  }

  unref(): this {
    return this;
  }

  clear(): void {
    this.#timers.armed.delete(this);
  }

  fire(): void {
    this.clear();
    if (this.#timing.repeats) this.refresh();
    this.#timing.run();
  }
}
