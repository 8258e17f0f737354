import type { MessagePort } from 'node:worker_threads';
import type { LineQuery, LineResult, RangeQuery, RangeResult } from './history.ts';

/** What a thread that reads the history answers. */
export interface ReaderCalls {
  query(query: RangeQuery): RangeResult;
  line(query: LineQuery): LineResult;
}

/** What it needs to start. */
export interface ReaderData {
  readonly path: string;
  /** Its line to the keeper; moved to it. */
  readonly keeper: MessagePort;
}
