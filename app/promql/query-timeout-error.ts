import { PromqlError } from './promql-error.ts';

/** A query that was given up because its time was over. */
export class QueryTimeoutError extends PromqlError {
  constructor(timeoutMs: number) {
    super(
      `The query was given up after ${timeoutMs / 1000} seconds. Ask for less time, fewer series or a longer step, or give it more time.`,
    );
  }
}
