import type { MessagePort } from 'node:worker_threads';
import type { Unwritable } from '../../db/keeper/write-watch.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { Appended, FollowingLines, LogStats, StreamNews, Surroundings } from './calls.ts';
import type { LineWish } from './line-wish.ts';
import type { KeptLine, LogLine } from './log-line.ts';
import type { CountQuery, FoundLines, LogQuery } from './log-query.ts';

/** The port of the log lines' store: asynchronous and message-shaped, as `History` is. */
export interface Logs {
  /** Keeps lines. Resolves after they are durable, or rejects with none of them kept. */
  append(lines: readonly LogLine[]): Promise<Appended>;
  /** The newest lines of a stream by time, oldest first. */
  tail(stream: string, limit: number): Promise<readonly KeptLine[]>;
  /** The lines that match, and how many there are by time, stream and level. */
  find(query: LogQuery, counting?: CountQuery, signal?: AbortSignal): Promise<FoundLines>;
  /** A line by its number, with as many of its stream before and after it. Undefined when it is gone. */
  around(seq: number, count: number): Promise<Surroundings | undefined>;
  /** Lines in the order in which they came, after the one with this number: some of them, with where to go on. */
  after(wish: LineWish, seq: number): Promise<FollowingLines>;
  /** Streams with their newest line, the one that was written to last first. */
  newest(limit: number): Promise<readonly StreamNews[]>;
  stats(): Promise<LogStats>;
  /** Lets go what is older than it is kept, and what is more than fits. Runs by itself once a minute. */
  sweep(): Promise<void>;
  /** A line of its own to the keeper, for another thread: to be transferred there. */
  connect(): Promise<MessagePort>;
  /** Committed lines in the order of their `seq`. */
  readonly live: ReactiveStream<KeptLine>;
  /** Undefined: the last lines were kept. */
  readonly unwritable: Unwritable | undefined;
  /** Hears whether a write of another thread went well. */
  readonly watch: <R>(write: () => Promise<R>) => Promise<R>;
  close(): Promise<void>;
}
