/** Screens are redrawn at most so often, however fast readings come: four times a second reads as immediate. */
const MIN_INTERVAL_MS = 250;
/**
 * And at least so often while somebody looks, because time itself moves ages and charts. A little more than a second: what comes
 * each second, not quite on time, is then drawn once and not twice.
 */
const MAX_INTERVAL_MS = 1100;

/** Decides when a screen is redrawn. */
export interface Redrawer {
  /** Something changed: redraw now, or as soon as the last redraw is old enough. */
  request(): void;
  stop(): void;
}

export function createRedrawer(redraw: () => void, now: () => number = () => performance.now()): Redrawer {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let isRequested = false;
  let isStopped = false;

  const arm = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(draw, delayMs).unref();
  };
  const draw = () => {
    drawnAt = now();
    isRequested = false;
    arm(MAX_INTERVAL_MS);
    redraw();
  };
  arm(MAX_INTERVAL_MS);

  return {
    request() {
      if (isRequested || isStopped) return;
      isRequested = true;
      arm(Math.max(0, drawnAt + MIN_INTERVAL_MS - now()));
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
