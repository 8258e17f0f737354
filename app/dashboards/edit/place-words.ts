import { COLUMNS } from '../definition.ts';
import type { Box } from '../layout/box.ts';

/** `column 1–14 of 24, row 5–11` */
export function placeWords({ x, y, w, h }: Box): string {
  return `column ${span(x, w)} of ${COLUMNS}, row ${span(y, h)}`;
}

const span = (from: number, count: number) => (count === 1 ? `${from + 1}` : `${from + 1}–${from + count}`);
