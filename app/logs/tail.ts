import { follow } from '../stream/follow.ts';
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
  const stopping = new AbortController();
  const { signal } = stopping;
  const subscription = logs.live.subscribe({ signal, filter: line => line.stream === stream });
  let lines: readonly KeptLine[];
  try {
    lines = await logs.tail(stream, limit);
  } catch (error) {
    stopping.abort();
    throw error;
  }
  const take = (line: KeptLine) => {
    if (line.seq > (lines.at(-1)?.seq ?? 0)) lines = [...lines, line].slice(-limit);
  };
  follow(subscription, { take, onChange, onLost, signal });

  return {
    get lines() {
      return lines;
    },
    stop: () => stopping.abort(),
  };
}
