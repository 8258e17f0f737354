import type { Subscription } from './reactive.ts';

export interface FollowOptions<T> {
  /** Hears every value. Left out where a change makes its reader look anew: values that were missed do no harm then. */
  readonly take?: (value: T) => void;
  /** Hears, after `take`, that something came; once for what came together. */
  readonly onChange: () => void;
  /** The stream ended, or values that `take` should have heard were missed: start over. Called once, nothing follows. */
  readonly onLost: (reason?: unknown) => void;
  /** The one that the subscription has, too. */
  readonly signal: AbortSignal;
}

/** Reads a subscription in the background until `signal` is aborted, or it is lost. */
export function follow<T>(subscription: Subscription<T>, options: FollowOptions<T>): void {
  const { onLost, signal } = options;
  readAll(subscription, options).then(
    () => signal.aborted || onLost(),
    error => signal.aborted || onLost(error),
  );
}

async function readAll<T>(subscription: Subscription<T>, { take, onChange }: FollowOptions<T>): Promise<void> {
  await using reading = subscription;
  for (let items = await reading.nextBatch(); items.length > 0; items = await reading.nextBatch()) {
    for (const item of items) {
      if (item.kind === 'event') take?.(item.value);
      else if (take) return;
    }
    onChange();
  }
}
