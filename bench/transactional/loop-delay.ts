/** Watches the event loop. */
export interface LoopDelay {
  /** How long events waited that came each millisecond meanwhile: the delay that 99 of 100 did not exceed, milliseconds. */
  stop(): Promise<number>;
}

const TICK_MS = 1;

/** A long stop counts for every event that would have come in it: a histogram of stops would count it once. */
export function watchLoopDelay(): LoopDelay {
  const delaysMs: number[] = [];
  let lastMs = performance.now();
  const tick = () => {
    const nowMs = performance.now();
    for (let delayMs = nowMs - lastMs - TICK_MS; delayMs > -TICK_MS; delayMs -= TICK_MS) {
      delaysMs.push(Math.max(0, delayMs));
    }
    lastMs = nowMs;
  };
  const timer = setInterval(tick, TICK_MS);
  return {
    async stop() {
      await new Promise(resolve => setTimeout(resolve, 2 * TICK_MS)); // so that the last stop is seen too
      tick();
      clearInterval(timer);
      delaysMs.sort((a, b) => a - b);
      return delaysMs[Math.ceil(delaysMs.length * 0.99) - 1] ?? 0;
    },
  };
}
