import type { MessagePort } from 'node:worker_threads';
import type { Labels } from '../../history/reading.ts';
import type { LiveAnswer } from '../incremental/live-answer.ts';

/** What the main thread asks of the thread of live queries. */
export type LiveCalls = {
  /** Rejects with a PromqlError for what cannot be shown over time. Answers when all is evaluated, or a named time has passed. */
  open: (query: string, stepMs: number, rangeMs: number, nowMs: number) => Opened;
  close: (id: number) => void;
  /** What is new of all that are open. */
  advance: (nowMs: number) => readonly LiveNews[];
  /** Readings that were kept, in the order of their commits. */
  note: (readings: readonly NotedReading[]) => void;
  /** Series that are gone, or came back, by their names. */
  forget: (series: readonly SeriesLabels[]) => void;
  /** Some readings were missed: everything is read and evaluated anew. */
  renew: () => void;
};

export interface Opened {
  readonly id: number;
  readonly answer: LiveAnswer;
}

/** Of one query: its answer, or, as a sentence, why there is none at this tick. */
export type LiveNews =
  | { readonly id: number; readonly answer: LiveAnswer }
  | { readonly id: number; readonly problem: string };

export interface NotedReading {
  /** The name of its series, metric and labels. */
  readonly key: string;
  readonly metric: string;
  readonly labels: Labels;
  readonly atMs: number;
  readonly value: number;
  /** The marker of an end, which `value` cannot be on its way to another thread. */
  readonly hasEnded?: true;
}

/** With the metric, as `__name__`. */
export type SeriesLabels = Readonly<Record<string, string>>;

export interface LiveData {
  /** Of `history.db`. */
  readonly path: string;
  /** A line to the history's keeper. */
  readonly keeper: MessagePort;
  /** Is told of what the queries read. */
  readonly follower: number;
}
