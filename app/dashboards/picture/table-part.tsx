import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { plainText } from '../../../components/text/terminal-text.ts';
import { MOMENT_UNIT } from '../listing/panel-data.ts';
import type { PanelTable } from '../panel.ts';
import type { PicturePart } from './picture-box.ts';
import { PictureText } from './picture-text.tsx';
import { type ColumnOfTexts, placeColumns } from './place-columns.ts';

const SIZE_PX = 12;
const ROW_PX = 22;
/** What there is on end in a picture as wide as it may be. */
const MAX_COLUMNS = 24;

type TablePartProps = PicturePart & { table: PanelTable; timeZone: string };

/** The rows of a panel as far as there is room: the first ones, in the order given. */
export function TablePart({ theme, box, table, timeZone }: TablePartProps) {
  const count = Math.max(0, Math.floor((box.height - ROW_PX) / ROW_PX));
  const columns = table.columns.slice(0, MAX_COLUMNS).map((column, at): ColumnOfTexts => {
    const cells = table.rows.slice(0, count).map(row => row[at]);
    const isMoment = column.unit === MOMENT_UNIT;
    return {
      label: plainText(column.label),
      texts: cells.map(cell => wordsOf(cell, column.unit ?? '', timeZone)),
      isFigure: at > 0 && !isMoment && cells.some(cell => typeof cell === 'number' || /^-?\d/.test(cell ?? '')),
    };
  });
  return (
    <>
      <path d={`M${box.x} ${box.y + ROW_PX - 4.5}h${box.width}`} stroke={theme('var(--seam)')} />
      {placeColumns(columns, box.width, SIZE_PX).map(({ label, texts, isFigure, x, widthPx }) =>
        [label, ...texts].map((text, row) => (
          <PictureText
            {...{ theme, sizePx: SIZE_PX, y: box.y + row * ROW_PX + 11, roomPx: widthPx }}
            x={box.x + (isFigure ? x + widthPx : x)}
            anchor={isFigure ? 'end' : 'start'}
            ink={row === 0 ? '--ink-3' : '--ink-1'}
          >
            {text}
          </PictureText>
        )),
      )}
    </>
  );
}

function wordsOf(cell: string | number | undefined, unit: string, timeZone: string): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return plainText(cell);
  return unit === MOMENT_UNIT ? clockTime(cell, timeZone, 'seconds') : formatValueText(cell, unit);
}
