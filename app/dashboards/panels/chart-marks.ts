import type { ChartMark } from '../../../components/chart/chart-overlay.tsx';
import type { ChartGrid } from '../../../components/chart/series.ts';
import type { KeptEvent } from '../../events/kept/event.ts';

const MAX_TEXT_CHARS = 24;
/** Texts closer than this part of the chart would lie on each other; the pennant is drawn all the same. */
const TEXT_SHARE = 0.2;

/** Events as marks of a chart: a pennant for each, and words where there is room, for the newer ones first. */
export function chartMarks(events: readonly KeptEvent[], grid: ChartGrid): readonly ChartMark[] {
  const spanMs = grid.stepMs * grid.count;
  let wordedAtMs = Number.POSITIVE_INFINITY;
  return events
    .toReversed()
    .map(({ atMs, title, message, topic }) => {
      const hasRoom = wordedAtMs - atMs >= TEXT_SHARE * spanMs;
      if (hasRoom) wordedAtMs = atMs;
      return { atMs, text: hasRoom ? shorten(title || message || topic) : '' };
    })
    .toReversed();
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_TEXT_CHARS ? `${line.slice(0, MAX_TEXT_CHARS - 1)}…` : line;
}
