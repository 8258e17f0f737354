import { createLineFilter } from './create-line-filter.ts';
import type { LineWish } from './line-wish.ts';
import { LEVELS, type LogLine } from './log-line.ts';

/** Whether a line is one of those that are followed. What costs least is looked at first. */
export function createWishFilter(wish: LineWish): (line: LogLine) => boolean {
  const levels = new Set(wish.levels.length > 0 ? wish.levels : LEVELS);
  const streams = new Set(wish.streams);
  const matches = createLineFilter(wish);
  return line => levels.has(line.level) && (streams.size === 0 || streams.has(line.stream)) && matches(line);
}
