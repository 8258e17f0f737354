import { textWidth } from './text-width.ts';

export interface ColumnOfTexts {
  readonly label: string;
  readonly texts: readonly string[];
  readonly isFigure: boolean;
}

export interface PlacedColumn extends ColumnOfTexts {
  readonly x: number;
  readonly widthPx: number;
}

const GAP_PX = 14;
/** What is narrower tells nothing. */
const MIN_PX = 60;

/** Each as wide as its words. Where there is no room for all, the widest gives way first, then the last ones are left out. */
export function placeColumns(columns: readonly ColumnOfTexts[], roomPx: number, sizePx: number): PlacedColumn[] {
  if (columns.length === 0) return [];
  const widths = columns.map(({ label, texts }) => {
    return Math.max(...[label, ...texts].map(text => textWidth(text, sizePx))) + 2;
  });
  const over = sum(widths) + GAP_PX * (columns.length - 1) - roomPx;
  const widest = widths.indexOf(Math.max(...widths));
  if (over > 0) {
    if (widths[widest]! - over < MIN_PX && columns.length > 1)
      return placeColumns(columns.slice(0, -1), roomPx, sizePx);
    widths[widest]! -= over;
  } else if (columns[1]?.isFigure) {
    // Behind the first one, which names the rows, figures stand at the end.
    widths[0]! -= over;
  }
  let x = 0;
  return columns.map((column, at) => {
    const placed = { ...column, x, widthPx: widths[at]! };
    x += widths[at]! + GAP_PX;
    return placed;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
