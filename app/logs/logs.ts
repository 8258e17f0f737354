import type { Unwritable } from '../../db/keeper/write-watch.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { KeptLine, LogLine } from './log-line.ts';

/** The port of the log lines' store: asynchronous and message-shaped, as `History` is. */
export interface Logs {
  /** Keeps lines. Resolves after they are durable, or rejects with none of them kept. */
  append(lines: readonly LogLine[]): Promise<void>;
  /** The newest lines of a stream, oldest first. */
  tail(stream: string, limit: number): Promise<readonly KeptLine[]>;
  /** Committed lines in the order of their `seq`. */
  readonly live: ReactiveStream<KeptLine>;
  /** Undefined: the last lines were kept. */
  readonly unwritable: Unwritable | undefined;
  close(): Promise<void>;
}
