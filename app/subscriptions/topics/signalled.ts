/** A bell for one who waits: however often it was rung meanwhile, it is heard once. */
export interface Signalled {
  readonly tell: () => void;
  /** True when it was told of something since the last time; false when the signal aborted. */
  next(): Promise<boolean>;
}

export function createSignalled(signal: AbortSignal): Signalled {
  let isTold = false;
  let wake = () => {};
  const tell = () => {
    isTold = true;
    wake();
  };
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    tell,
    async next() {
      if (!isTold && !signal.aborted)
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      isTold = false;
      return !signal.aborted;
    },
  };
}
