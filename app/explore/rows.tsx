import { Spark } from '../../components/chart/spark.tsx';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import { freshnessOf } from '../../components/format/freshness.ts';
import { Shape } from '../../components/icons.tsx';
import { seriesId } from '../history/series-id.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import { area, Slot } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { routes } from '../routes.ts';

export interface RowsProps {
  readonly series: readonly WatchedSeries[];
  readonly unitOf: (key: string) => string | undefined;
  readonly helpOf: (metric: string) => string | undefined;
  /** Who sends it, where that is known. */
  readonly senderOf: (key: string) => string | undefined;
  readonly nowMs: number;
  /** What was searched for; empty for everything. */
  readonly search: string;
}

/** The rows of the table of all series, each redrawn by itself. */
export function rowsArea(props: RowsProps): Area {
  const rows = props.series.map(series => ({
    id: rowId(series.key),
    html: String(<Row {...props} series={series} />),
  }));
  const none = [{ id: 'series-none', html: String(<NoRow {...props} />) }];
  return area(
    'series-rows',
    <tbody id="series-rows">
      <Slot />
    </tbody>,
    rows.length > 0 ? rows : none,
  );
}

/** Why there are no rows, as page and text say it. */
export function nothingFound(search: string): string {
  return search === ''
    ? 'No series yet. Home shows how to send the first reading.'
    : `No series has “${search}” in its name or labels.`;
}

const rowId = (key: string) => `series-${seriesId(key)}`;

function Row({ series, unitOf, helpOf, senderOf, nowMs }: Omit<RowsProps, 'series'> & { series: WatchedSeries }) {
  const { key, metric, labels, value, atMs, intervalMs, line } = series;
  const unit = unitOf(key) ?? series.unit ?? '';
  const help = helpOf(metric);
  const { state, age, usual } = freshnessOf(atMs, intervalMs, nowMs);
  return (
    <tr id={rowId(key)} data-state={state}>
      <th class="table__cell table__cell--text" scope="row">
        <a class="link" href={routes.series.href({}, { key })}>
          {metric}
        </a>
        {help && (
          <span class="series__help" title={help}>
            {help}
          </span>
        )}
      </th>
      <td class="table__cell table__cell--text series__labels mono">
        {Object.entries(labels)
          .map(([name, text]) => `${name}=${text}`)
          .join(' ')}
      </td>
      <td class="table__cell series__spark">
        <Spark values={line(nowMs)} unit={unit} />
      </td>
      <td class="table__cell series__value">{formatValueText(value, unit)}</td>
      <td class="table__cell series__age">
        {usual === undefined ? (
          age
        ) : (
          <span class="cell-status cell-status--stale" title={usual}>
            <Shape name="none" /> {age}
          </span>
        )}
      </td>
      <td class="table__cell series__every">{intervalMs === undefined ? '' : sayInterval(intervalMs)}</td>
      <td class="table__cell table__cell--text series__sender">{senderOf(key)}</td>
    </tr>
  );
}

/** In two digits: an interval is learned, and not exact. */
function sayInterval(intervalMs: number): string {
  return formatDuration(Number(intervalMs.toPrecision(2)));
}

function NoRow({ search }: RowsProps) {
  return (
    <tr id="series-none">
      <td class="table__cell table__cell--text" colspan={7}>
        {nothingFound(search)}
      </td>
    </tr>
  );
}
