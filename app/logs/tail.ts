import type { KeptLine } from './log-line.ts';
import type { Logs } from './logs.ts';

/** The newest lines of one stream, kept up to date. */
export interface Tail {
  /** Oldest first. */
  readonly lines: readonly KeptLine[];
  stop(): void;
}

export interface TailOptions {
  readonly stream: string;
  /** Lines kept. */
  readonly limit: number;
  readonly onChange: () => void;
  /** Lines were missed, or the log ended: start over. Called once, nothing follows. */
  readonly onLost: (reason?: unknown) => void;
}

/** Subscribes first, reads the store second, and drops what is in both: no gap, no repeat. */
export async function startTail(logs: Pick<Logs, 'tail' | 'live'>, options: TailOptions): Promise<Tail> {
  const { stream, limit, onChange, onLost } = options;
  const subscription = logs.live.subscribe({ filter: line => line.stream === stream });
  let lines: readonly KeptLine[];
  let isStopped = false;
  try {
    lines = await logs.tail(stream, limit);
  } catch (error) {
    await subscription.return();
    throw error;
  }

  const follow = async () => {
    for await (const item of subscription) {
      if (item.kind !== 'event') break;
      if (item.value.seq <= (lines.at(-1)?.seq ?? 0)) continue;
      lines = [...lines, item.value].slice(-limit);
      onChange();
    }
    if (!isStopped) onLost();
  };
  follow().catch(onLost);

  return {
    get lines() {
      return lines;
    },
    stop() {
      isStopped = true;
      void subscription.return();
    },
  };
}
