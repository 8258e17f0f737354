import type { ChartMark } from '../../../components/chart/chart-overlay.tsx';
import type { ChartGrid } from '../../../components/chart/series.ts';
import type { KeptEvent } from '../../events/kept/event.ts';

const MAX_TEXT_CHARS = 24;
/** Texts closer than this part of the chart would lie on each other; the pennant is drawn all the same. */
const TEXT_SHARE = 0.5;
/** At the start of the chart stand the values of its axis. */
const AXIS_SHARE = 0.15;

/**
 * Events as marks of a chart: a pennant for each, and words where there is room, for the newer ones first. What is newer
 * than the last whole step stands at the end, so that it is seen at once.
 */
export function chartMarks(events: readonly KeptEvent[], grid: ChartGrid): readonly ChartMark[] {
  const spanMs = grid.stepMs * (grid.count - 1);
  const endMs = grid.fromMs + spanMs;
  let wordedAtMs = Number.POSITIVE_INFINITY;
  return events
    .filter(({ atMs }) => atMs >= grid.fromMs)
    .toReversed()
    .map(event => {
      const atMs = Math.min(event.atMs, endMs);
      const hasRoom = wordedAtMs - atMs >= TEXT_SHARE * spanMs && atMs - grid.fromMs >= AXIS_SHARE * spanMs;
      if (hasRoom) wordedAtMs = atMs;
      return { atMs, text: hasRoom ? shorten(event.title || event.message || event.topic) : '' };
    })
    .toReversed();
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_TEXT_CHARS ? `${line.slice(0, MAX_TEXT_CHARS - 1)}…` : line;
}
