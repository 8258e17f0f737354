import { Spark } from '../../components/chart/spark.tsx';
import { Chip } from '../../components/chip.tsx';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import { Shape } from '../../components/icons.tsx';
import { Time } from '../../components/time.tsx';
import { Yarn } from '../../components/yarn.tsx';
import { seriesId } from '../history/series-id.ts';
import { area, Slot } from '../http/area.tsx';
import type { Area } from '../http/screen.ts';
import { type HostRow, type HostState, levelOf } from './host-row.ts';

export interface HostRowsProps {
  readonly rows: readonly HostRow[];
  /** How the machine of the server is called, which has no name of its own. */
  readonly ownName: string;
  /** The dashboard of a host; undefined where there is none. */
  readonly hrefOf: (name: string) => string | undefined;
}

/** The rows of the table of hosts, each redrawn by itself. */
export function hostsArea({ rows, ...rest }: HostRowsProps): Area {
  const none = [{ id: 'hosts-none', html: String(<NoRow />) }];
  return area(
    'hosts-rows',
    <tbody id="hosts-rows">
      <Slot />
    </tbody>,
    rows.length === 0 ? none : rows.map(row => ({ id: rowId(row), html: String(<Row row={row} {...rest} />) })),
  );
}

export const NO_HOSTS = 'No machine sends yet.';

const rowId = ({ name }: HostRow) => (name === '' ? 'host-own' : `host-${seriesId(name)}`);

/** The same for all, so that they can be compared. */
const CPU_DOMAIN = { min: 0, max: 100 };

const CHIPS = { live: 'ok', late: 'warn', silent: 'crit' } as const satisfies Record<HostState, string>;

function Row({ row, ownName, hrefOf }: Omit<HostRowsProps, 'rows'> & { row: HostRow }) {
  const { name, state, age, cpuPercent, cpuValues, load, uptimeSeconds, disk } = row;
  const shown = name === '' ? ownName : name;
  const href = hrefOf(name);
  return (
    <tr id={rowId(row)} data-state={state === 'silent' ? 'stale' : state}>
      <th class="table__cell table__cell--text hosts__name" scope="row">
        <Yarn state={state === 'silent' ? 'stale' : state} />
        {href === undefined ? (
          shown
        ) : (
          <a class="link" href={href}>
            {shown}
          </a>
        )}
        <span class="hosts__about">{aboutOf(row)}</span>
      </th>
      <td class="table__cell hosts__spark">
        <Spark values={cpuValues} unit="%" domain={CPU_DOMAIN} />
      </td>
      <Cell label="CPU">{formatValueText(cpuPercent, '%')}</Cell>
      <Cell label="memory">
        <Share percent={row.memoryPercent} />
      </Cell>
      <Cell label="disk">
        <Share percent={disk?.usedPercent} /> {disk && <span class="hosts__mount">{disk.mount}</span>}
      </Cell>
      <Cell label="in">{formatValueText(row.receivedBytesPerSecond, 'bytes/s')}</Cell>
      <Cell label="out">{formatValueText(row.sentBytesPerSecond, 'bytes/s')}</Cell>
      <Cell label="load">{formatValueText(load, '')}</Cell>
      <Cell label="up">{uptimeSeconds === undefined ? '–' : formatDuration(uptimeSeconds * 1000)}</Cell>
      <td class="table__cell table__cell--text hosts__state">
        <Chip status={CHIPS[state]}>
          {state === 'live' ? 'live' : <Time iso={new Date(row.seenMs).toISOString()} words={age} />}
        </Chip>
      </td>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children?: unknown }) {
  return (
    <td class="table__cell" data-label={label}>
      {children}
    </td>
  );
}

/** A share of what there is; one that is near its end has a shape, too. */
function Share({ percent }: { percent: number | undefined }) {
  const level = levelOf(percent);
  return (
    <span class={level ? `hosts__share status-text--${level}` : 'hosts__share'}>
      {level && <Shape name={level} />}
      {formatValueText(percent, '%', { decimals: 0 })}
    </span>
  );
}

/** `this machine · Linux 6.12 · Telltale 0.1.0` */
function aboutOf({ name, system, version }: HostRow): string {
  const words = [name === '' ? 'this server' : undefined, system, version && `Telltale ${version}`];
  return words.filter(Boolean).join(' · ');
}

function NoRow() {
  return (
    <tr id="hosts-none">
      <td class="table__cell table__cell--text" colspan={10}>
        {NO_HOSTS}
      </td>
    </tr>
  );
}
