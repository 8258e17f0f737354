import { formatValueText } from '../../../components/format/format-value.ts';
import { Sheet } from '../../../components/sheet.tsx';
import { Table } from '../../../components/table.tsx';
import { momentTime } from '../../images/look/about-moment.ts';
import { MOMENT_UNIT, panelData } from '../listing/panel-data.ts';
import type { PanelTable } from '../panel.ts';
import type { PanelInView } from '../text.ts';

/** The element that holds the table: where the key that asks for it leads. */
export const DATA_TABLE_ID = 'table';
/** Rows that the page shows and that move with it; all of them are in the files. */
const MAX_ROWS = 60;
const MAX_COLUMNS = 30;

/** What a panel shows, in numbers and words: the newest first, where its rows are moments. */
export function DataTable({ definition, view }: PanelInView) {
  const table = panelData(definition, view);
  const columns = table.columns.slice(0, MAX_COLUMNS);
  const fractions = columns.map((_, at) => table.rows.some(row => typeof row[at] === 'number' && row[at] % 1 !== 0));
  const isPast = columns[0]?.unit === MOMENT_UNIT;
  const rows = (isPast ? table.rows.slice(-MAX_ROWS).toReversed() : table.rows.slice(0, MAX_ROWS)).map(row => ({
    cells: columns.map((column, at) =>
      wordsOf(row[at], unitOf(table, row, column), { ...view, hasFractions: fractions[at] }),
    ),
  }));
  return (
    <div id="panel-data">
      <Sheet id={DATA_TABLE_ID} title="Table" note={noteOf(table, isPast)} padded={false}>
        {rows.length > 0 ? (
          <Table
            caption={definition.title}
            columns={columns.map((column, at) => headOf(table, column, at))}
            rows={rows}
          />
        ) : (
          <p class="sheet__body soft">There is nothing to list in this range.</p>
        )}
      </Sheet>
    </div>
  );
}

type Column = PanelTable['columns'][number];

/** Without its unit: each value has its own, as it is said. */
function headOf({ rows }: PanelTable, { label }: Column, at: number) {
  const isFigure = at > 0 && rows.some(row => typeof row[at] === 'number');
  return { label: label || 'value', align: isFigure ? ('figure' as const) : ('text' as const) };
}

/** Where each row has a unit of its own, it stands in a column. */
function unitOf({ columns }: PanelTable, row: PanelTable['rows'][number], column: Column): string {
  const at = columns.findIndex(({ label }) => label === 'unit');
  return column.unit ?? (at >= 0 ? String(row[at] ?? '') : '');
}

interface WordsIn {
  readonly nowMs: number;
  readonly timeZone: string;
  /** So that the figures of a column stand below each other. */
  readonly hasFractions: boolean | undefined;
}

function wordsOf(cell: string | number | undefined, unit: string, { nowMs, timeZone, hasFractions }: WordsIn): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return unit === MOMENT_UNIT ? momentTime(cell, nowMs, timeZone) : formatValueText(cell, unit, { hasFractions });
}

function noteOf({ rows, columns }: PanelTable, isPast: boolean): string {
  const ofRows = rows.length > MAX_ROWS ? `the ${isPast ? 'newest' : 'first'} ${MAX_ROWS} of ${rows.length} rows` : '';
  const ofColumns = columns.length > MAX_COLUMNS ? `the first ${MAX_COLUMNS} of ${columns.length} columns` : '';
  const shown = [ofRows, ofColumns].filter(Boolean).join(', ');
  return shown === '' ? '' : `${shown}; the CSV has them all`;
}
