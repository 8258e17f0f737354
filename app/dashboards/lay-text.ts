import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../../components/text/terminal-text.ts';
import { COLUMNS, type PanelDefinition } from './definition.ts';

/** A panel needs so many columns of a terminal beside another one. */
const MIN_COLUMNS = 46;
const GAP = '  ';

/** Which panels stand beside each other, and how wide each is: those of one row of the page, as far as there is room. */
export function textRows<T extends { readonly definition: Pick<PanelDefinition, 'w'> }>(
  panels: readonly T[],
  columns: number,
): { readonly panels: readonly T[]; readonly columns: number }[] {
  const perRow = Math.max(1, Math.floor((columns + GAP.length) / (MIN_COLUMNS + GAP.length)));
  const rows: T[][] = [];
  let filled = COLUMNS;
  for (const panel of panels) {
    const { w } = panel.definition;
    const isNew = filled + w > COLUMNS || rows.at(-1)!.length >= perRow;
    if (isNew) rows.push([]);
    filled = isNew ? w : filled + w;
    rows.at(-1)!.push(panel);
  }
  return rows.map(row => ({
    panels: row,
    columns: Math.floor((columns - GAP.length * (row.length - 1)) / row.length),
  }));
}

/** Texts beside each other; the shorter ones are filled up with blanks. */
export function besideEachOther(texts: readonly (readonly string[])[], columns: number): string[] {
  const height = Math.max(0, ...texts.map(lines => lines.length));
  return Array.from({ length: height }, (_, at) =>
    texts
      .map((lines, index) => (index === texts.length - 1 ? (lines[at] ?? '') : filled(lines[at] ?? '', columns)))
      .join(GAP)
      .trimEnd(),
  );
}

function filled(line: string, columns: number): string {
  return line + ' '.repeat(Math.max(0, columns - columnsOf(stripVTControlCharacters(line))));
}
