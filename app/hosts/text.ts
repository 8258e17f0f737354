import { sparkline } from '../../components/chart/sparkline.ts';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import { columnsOf, cutText, fitText, type TerminalText } from '../../components/text/terminal-text.ts';
import { textPage } from '../../components/text/text-page.ts';
import { type HostRow, type HostState, type Level, levelOf } from './host-row.ts';
import { type HostRowsProps, NO_HOSTS } from './rows.tsx';

export interface HostsTextProps extends HostRowsProps {
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

interface Column {
  readonly title: string;
  readonly columns: number;
  readonly words: (row: HostRow) => string;
  readonly level?: (row: HostRow) => Level | undefined;
}

const percent = (value: number | undefined) => formatValueText(value, '%', { decimals: 0 });

/** In the order in which they find room. */
const COLUMNS: readonly Column[] = [
  { title: 'CPU', columns: 6, words: row => percent(row.cpuPercent) },
  { title: 'mem', columns: 6, words: row => percent(row.memoryPercent), level: row => levelOf(row.memoryPercent) },
  {
    title: 'disk',
    columns: 6,
    words: row => percent(row.disk?.usedPercent),
    level: row => levelOf(row.disk?.usedPercent),
  },
  { title: 'load', columns: 6, words: row => formatValueText(row.load, '') },
  { title: 'up', columns: 9, words: row => upWords(row) },
  { title: 'in', columns: 10, words: row => formatValueText(row.receivedBytesPerSecond, 'bytes/s') },
  { title: 'out', columns: 10, words: row => formatValueText(row.sentBytesPerSecond, 'bytes/s') },
  { title: 'version', columns: 9, words: row => row.version ?? '–' },
];

const STATE_COLUMNS = 14;
const NAME_MIN_COLUMNS = 10;
const SPARK_MIN_COLUMNS = 8;
const SPARK_MAX_COLUMNS = 20;
const MARKS = { live: '●', late: '▲', silent: '◆' } as const satisfies Record<HostState, string>;
const GAP = '  ';

/** All hosts as a table: as many columns of it as there is room for. */
export function hostsText({ rows, ownName, nowMs, timeZone }: HostsTextProps, text: TerminalText): string {
  const columns = fitting(text.columns - STATE_COLUMNS - NAME_MIN_COLUMNS - GAP.length);
  const taken = columns.reduce((sum, one) => sum + one.columns + GAP.length, STATE_COLUMNS + GAP.length);
  const longest = Math.max(NAME_MIN_COLUMNS, ...rows.map(({ name }) => columnsOf(text.plain(name || ownName))));
  const nameColumns = Math.min(longest, text.columns - taken);
  const spark = Math.min(SPARK_MAX_COLUMNS, text.columns - taken - nameColumns - GAP.length);
  const line = (row: HostRow) => {
    const state = fitText(`${MARKS[row.state]} ${row.age}`, STATE_COLUMNS);
    const cells = [
      { live: text.dim, late: text.warn, silent: text.alert }[row.state](text.plain(state)),
      text.bold(fitText(text.plain(row.name || ownName), nameColumns)),
      ...columns.map(({ words, level, columns }) =>
        coloured(fitText(text.plain(words(row)), columns, 'end'), level?.(row), text),
      ),
      ...(spark >= SPARK_MIN_COLUMNS ? [text.dim(sparkline(row.cpuValues, spark))] : []),
    ];
    return cells.join(GAP).trimEnd();
  };
  const head = [
    fitText('state', STATE_COLUMNS),
    fitText('host', nameColumns),
    ...columns.map(({ title, columns }) => fitText(title, columns, 'end')),
    ...(spark >= SPARK_MIN_COLUMNS ? [cutText('15 min', spark)] : []),
  ];
  const lines =
    rows.length === 0 ? [text.dim(cutText(NO_HOSTS, text.columns))] : [text.dim(head.join(GAP)), ...rows.map(line)];
  return textPage({ title: 'Hosts', nowMs, timeZone, lines }, text);
}

/** The first ones, as many as there is room for. */
function fitting(room: number): readonly Column[] {
  let left = room;
  const end = COLUMNS.findIndex(({ columns }) => {
    left -= columns + GAP.length;
    return left < 0;
  });
  return end < 0 ? COLUMNS : COLUMNS.slice(0, end);
}

function coloured(words: string, level: Level | undefined, text: TerminalText): string {
  if (level === undefined) return words;
  return level === 'crit' ? text.alert(words) : text.warn(words);
}

function upWords({ uptimeSeconds }: HostRow): string {
  return uptimeSeconds === undefined ? '–' : formatDuration(uptimeSeconds * 1000);
}
