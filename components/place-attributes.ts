/** Columns (of 24) and rows; without x and y the panel flows to the next free place. */
export type Placement = { w: number; h: number; x?: number | undefined; y?: number | undefined };

/** Rows that the stylesheet counts one by one; it adds them up for those further down. */
const ROWS = 200;

/** A place on the cloth as the stylesheet reads it. */
export function placeAttributes({ w, h, x, y }: Placement): Readonly<Record<string, number | undefined>> {
  const place = { 'data-w': w, 'data-h': h, 'data-x': x };
  if (y === undefined) return place;
  return { ...place, 'data-y': y % ROWS, 'data-y200': Math.floor(y / ROWS) || undefined };
}
