import type { MessagePort } from 'node:worker_threads';
import type { EntryContext } from './read-log-entry.ts';

/** How a body with an end is to be read. */
export type LogForm =
  | { readonly protocol: 'text'; readonly context: TextContext }
  | { readonly protocol: 'loki'; readonly encoding: 'json' | 'protobuf' }
  | { readonly protocol: 'otlp'; readonly encoding: 'json' | 'protobuf' };

export type TextContext = Pick<EntryContext, 'stream' | 'labels' | 'level'>;

/** What became of what was sent. */
export interface TakenLogs {
  readonly kept: number;
  readonly refused: number;
  /** Sentences about what was refused, the first of them. */
  readonly reasons: readonly string[];
  /** Nothing could be read at all, and why. */
  readonly fault?: string | undefined;
}

export interface LogIntakeData {
  /** A line to the log's keeper; moved to the thread. */
  readonly keeper: MessagePort;
  readonly keepMs: number;
}

/** What the thread answers. All of them resolve when what they took is durable. */
export interface LogIntakeCalls {
  take(form: LogForm, body: Uint8Array, nowMs: number): TakenLogs;
  /** Begins a body that comes piece by piece; the caller gives it a number. */
  open(id: number, context: TextContext): void;
  /** `isOpen`: an entry waits that may go on. */
  push(id: number, piece: Uint8Array, nowMs: number): TakenLogs & { readonly isOpen: boolean };
  flush(id: number, nowMs: number): TakenLogs;
  end(id: number, nowMs: number): TakenLogs;
}
