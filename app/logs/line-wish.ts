import type { LogQuery } from './log-query.ts';

/** Which lines somebody follows, whenever they are from. */
export interface LineWish extends Pick<LogQuery, 'search' | 'fields' | 'levels'> {
  /** Empty: all of them. */
  readonly streams: readonly string[];
}
