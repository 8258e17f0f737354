const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const FULL = '█';
const REST = '·';

/** A share of a scale (0 to 1) as a bar of so many columns, to an eighth of one. */
export function barText(share: number, columns: number): string {
  if (!Number.isFinite(share)) return REST.repeat(columns);
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8);
  const bar = FULL.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
  return bar + REST.repeat(columns - bar.length);
}
