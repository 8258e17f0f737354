import { Button } from '../../components/button.tsx';
import { Spark } from '../../components/chart/spark.tsx';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValue, formatValueText } from '../../components/format/format-value.ts';
import { freshnessOf } from '../../components/format/freshness.ts';
import { InboxRow } from '../../components/inbox-row.tsx';
import { LimpYarns } from '../../components/limp-yarns.tsx';
import { seriesId } from '../history/series-id.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import { area, Slot } from '../http/area.tsx';
import type { Area, Region } from '../http/screen.ts';
import { routes } from '../routes.ts';

export interface InboxProps {
  /** The signals on no dashboard, newest first. */
  readonly signals: readonly WatchedSeries[];
  readonly unitOf: (key: string) => string | undefined;
  readonly nowMs: number;
  readonly mayEdit: boolean;
  /** Nothing was ever sent: the page waits. */
  readonly isWaiting: boolean;
}

/** The live parts of the Inbox: its head, which waits or counts, and its rows. */
export function inboxAreas(props: InboxProps): Area[] {
  const rows = props.signals.map(
    (signal): Region => ({ id: rowId(signal.key), html: String(<Row {...props} signal={signal} />) }),
  );
  return [
    area('inbox-head', <Head {...props} />, [{ id: 'inbox-title', html: String(<Title {...props} />) }]),
    area(
      'inbox-rows',
      <ol class="inbox" id="inbox-rows">
        <Slot />
      </ol>,
      rows,
    ),
  ];
}

/** What stands beside the title of the Inbox. */
export function inboxNote(count: number): string {
  if (count === 0) return 'every signal is on a dashboard';
  return `${count} ${count === 1 ? 'signal' : 'signals'} on no dashboard`;
}

const rowId = (key: string) => `inbox-${seriesId(key)}`;

function Head({ isWaiting, signals, mayEdit }: InboxProps) {
  return (
    <header class={isWaiting ? 'waiting' : 'sheet__head'} id="inbox-head">
      {isWaiting && <LimpYarns />}
      <Slot />
      {signals.length > 0 && mayEdit && (
        <form class="sheet__end" method="post" action={routes.inboxDashboards.href()}>
          <Button look="solid">Make a dashboard of these</Button>
        </form>
      )}
    </header>
  );
}

function Title({ isWaiting, signals }: InboxProps) {
  if (isWaiting)
    return (
      <h2 class="waiting__title" id="inbox-title">
        Nothing yet. Send something:
      </h2>
    );
  return (
    <div class="inbox__heading" id="inbox-title">
      <h2 id="inbox-heading">Inbox</h2> <span class="sheet__note">{inboxNote(signals.length)}</span>
    </div>
  );
}

function Row({ signal, unitOf, nowMs }: InboxProps & { signal: WatchedSeries }) {
  const { key, metric, labels, value, atMs, intervalMs } = signal;
  const unit = unitOf(key) ?? signal.unit ?? '';
  const { state } = freshnessOf(atMs, intervalMs, nowMs);
  const formatted = formatValue(value, unit);
  const pairs = Object.entries(labels).map(([name, text]) => `${name}=${text}`);
  return (
    <InboxRow
      id={rowId(key)}
      name={metric}
      labels={pairs.length > 0 ? pairs.join(', ') : undefined}
      state={state}
      number={formatted.number}
      unit={formatted.unit}
      middle={<Spark values={signal.line(nowMs)} unit={unit} />}
      more={moreOf(signal, unit, nowMs)}
      act={
        <a class="link" href={routes.series.href({}, { key })}>
          Details<span class="unseen"> of {key}</span>
        </a>
      }
    />
  );
}

function moreOf({ atMs, intervalMs, window }: WatchedSeries, unit: string, nowMs: number): string {
  const { age } = freshnessOf(atMs, intervalMs, nowMs);
  const every = intervalMs === undefined ? '' : ` · every ${formatDuration(intervalMs)}`;
  const extremes = window.extremes(nowMs);
  const isRange = extremes !== undefined && extremes.min < extremes.max;
  const range = isRange
    ? ` · min ${formatValueText(extremes.min, unit)}, max ${formatValueText(extremes.max, unit)}`
    : '';
  return `reading · ${age}${every}${range}`;
}
