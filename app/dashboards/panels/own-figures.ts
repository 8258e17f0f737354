import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import type { PanelSeries, PanelView } from '../panel.ts';
import { type ReadOwn, readOwn } from './read-own.ts';

/** A number with its name, and what else there is to say of it. */
export interface OwnFigure {
  readonly name: string;
  readonly value: string;
  readonly more?: string | undefined;
}

/** The numbers of the server's live path that matter, in plain words. */
export function ownFigures(view: PanelView): readonly OwnFigure[] {
  const own = readOwn(view);
  const longest = (name: string, series: PanelSeries | undefined): OwnFigure => {
    const most = series?.extremes?.max ? series.extremes : undefined;
    return {
      ...{ name, value: series?.value === 0 ? 'idle' : words(series) },
      more: most && `longest ${text(most.max, series!)} ${at(most.maxAtMs, view)}`,
    };
  };
  const streams = own('telltale_streams_open');
  const before = own('telltale_stream_bytes_per_second', { side: 'before' });
  return [
    {
      ...{ name: 'Streams open', value: words(streams) },
      more: streams?.extremes && `most ${text(streams.extremes.max, streams)}`,
    },
    { name: 'Frames', value: words(own('telltale_stream_frames_per_second')), more: 'to all viewers' },
    { name: 'Before compression', value: words(before) },
    sent(before, own('telltale_stream_bytes_per_second', { side: 'after' })),
    behind(own),
    longest('From commit to viewers', own('telltale_live_delay_seconds')),
    longest('Drawing', own('telltale_draw_seconds')),
    longest('Evaluating', own('telltale_evaluation_seconds')),
    conflated(own),
    dropped(own),
  ];
}

function sent(before: PanelSeries | undefined, after: PanelSeries | undefined): OwnFigure {
  const percent = before && after && before.value > 0 ? Math.round((after.value / before.value) * 100) : undefined;
  const isShare = percent !== undefined && percent <= 100;
  return { name: 'Sent', value: words(after), more: isShare ? `${percent}\u00a0% of that` : undefined };
}

function behind(own: ReadOwn): OwnFigure {
  const [viewers, lag] = [own('telltale_viewers_behind'), own('telltale_viewer_lag_seconds')];
  if (!viewers || viewers.value === 0) return { name: 'Behind', value: 'nobody', more: 'all take what comes' };
  const which = viewers.value === 1 ? 'one viewer' : `${viewers.value} viewers`;
  return { name: 'Behind', value: which, more: lag && `by ${words(lag)}` };
}

function conflated(own: ReadOwn): OwnFigure {
  const times = own('telltale_viewers_conflated_last_hour');
  const more = times?.value ? 'went from behind to the newest' : 'nobody missed a step';
  return { name: 'Conflated, last hour', value: words(times), more };
}

/** In the order in which they are to be worried about. */
const REASONS = [
  ['failed', 'failed'],
  ['refused', 'over a limit'],
  ['stalled', 'stalled'],
  ['revoked', 'signed out or revoked'],
] as const;

/** Who has been there for as long as a stream lives comes back at once, which is no drop that anybody sees. */
function dropped(own: ReadOwn): OwnFigure {
  const of = (reason: string) => own('telltale_viewers_dropped_last_hour', { reason })?.value ?? 0;
  const found = REASONS.map(([reason, why]) => ({ count: of(reason), why })).filter(({ count }) => count > 0);
  const renewed = of('lifetime') > 0 ? [`${of('lifetime')} renewed by age`] : [];
  return {
    name: 'Dropped, last hour',
    value: String(found.reduce((sum, { count }) => sum + count, 0)),
    more: [...found.map(({ count, why }) => `${count} ${why}`), ...renewed].join(', ') || 'nobody',
  };
}

const words = (series: PanelSeries | undefined) => formatValueText(series?.value, series?.unit ?? '');

const text = (value: number, { unit }: PanelSeries) => formatValueText(value, unit);

const DAY_MS = 24 * 60 * 60_000;

function at(atMs: number, { grid, timeZone }: PanelView): string {
  return clockTime(atMs, timeZone, grid.count * grid.stepMs > DAY_MS ? 'day' : 'minutes');
}
