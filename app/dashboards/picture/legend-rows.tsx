import type { PicturePart } from './picture-box.ts';
import { PictureText } from './picture-text.tsx';
import type { LegendEntry } from './read-legend.ts';
import { textWidth } from './text-width.ts';

const SIZE_PX = 12;
const KEY_PX = 20;
const GAP_PX = 16;
const ROW_PX = 20;
const MAX_ROWS = 3;

interface PlacedEntry extends LegendEntry {
  readonly x: number;
  readonly row: number;
}

/** The entries in rows, as they fit; those that find no room are left out. */
export function placeLegend(entries: readonly LegendEntry[], widthPx: number): PlacedEntry[] {
  const placed: PlacedEntry[] = [];
  let [x, row] = [0, 0];
  for (const entry of entries) {
    const width = Math.min(widthPx, KEY_PX + textWidth(`${entry.name} ${entry.words}`, SIZE_PX));
    if (x > 0 && x + width > widthPx) [x, row] = [0, row + 1];
    if (row >= MAX_ROWS) break;
    placed.push({ ...entry, x, row });
    x += width + GAP_PX;
  }
  return placed;
}

export function legendHeightPx(placed: readonly PlacedEntry[]): number {
  return placed.length === 0 ? 0 : (placed.at(-1)!.row + 1) * ROW_PX;
}

/** The names of the lines with their newest values. */
export function LegendRows({ theme, box, placed }: PicturePart & { placed: readonly PlacedEntry[] }) {
  return placed.map(({ classes, name, words, x, row }) => {
    const [left, baseline] = [box.x + x, box.y + row * ROW_PX + 13];
    const isYarn = classes.includes('series-');
    const textX = left + (isYarn ? KEY_PX : 0);
    const nameWidth = name === '' ? 0 : textWidth(`${name} `, SIZE_PX);
    const roomPx = box.x + box.width - textX;
    return (
      <>
        {isYarn && (
          <path class={classes} d={`M${left} ${baseline - 4}h14`} fill="none" stroke="currentColor" stroke-width="2" />
        )}
        <PictureText {...{ theme, x: textX, y: baseline, sizePx: SIZE_PX, roomPx }} ink="--ink-2">
          {name}
        </PictureText>
        <PictureText
          {...{ theme, x: textX + nameWidth, y: baseline, sizePx: SIZE_PX }}
          roomPx={Math.max(0, roomPx - nameWidth)}
          isBold={isYarn}
        >
          {words}
        </PictureText>
      </>
    );
  });
}
