/** Dots of a sign, left column first, from the top: as Unicode numbers them. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const EMPTY = 0x2800;
const DOTS_ACROSS = 2;
const DOTS_DOWN = 4;

export interface BrailleSize {
  readonly columns: number;
  readonly rows: number;
}

/** A sign of the plot, and the line that it belongs to: of several, the last one. */
export interface BrailleCell {
  readonly sign: string;
  readonly line: number | undefined;
}

/** Shares of the height (0 at the foot, 1 at the top), one for each moment; undefined where there is none. */
export type Shares = readonly (number | undefined)[];

/** Lines as dots, eight to a sign; what is next to each other is joined, a gap stays a gap. Rows from the top. */
export function braillePlot(lines: readonly Shares[], { columns, rows }: BrailleSize): BrailleCell[][] {
  const signs = Array.from({ length: rows }, () => new Uint8Array(columns));
  const owners = Array.from({ length: rows }, () => new Int16Array(columns).fill(-1));
  const [width, height] = [columns * DOTS_ACROSS, rows * DOTS_DOWN];
  const dot = (x: number, y: number, line: number) => {
    const [row, column] = [Math.floor(y / DOTS_DOWN), Math.floor(x / DOTS_ACROSS)];
    signs[row]![column]! |= DOTS[x % DOTS_ACROSS]![y % DOTS_DOWN]!;
    owners[row]![column] = line;
  };
  lines.forEach((shares, line) => {
    let before: number | undefined;
    for (let x = 0; x < width; x++) {
      const share = meanOf(shares, x, width);
      const y = share === undefined ? undefined : Math.round((1 - Math.min(1, Math.max(0, share))) * (height - 1));
      if (y !== undefined) for (const each of between(before ?? y, y)) dot(x, each, line);
      before = y;
    }
  });
  return signs.map((row, at) =>
    Array.from(row, (sign, column) => {
      const line = owners[at]![column]!;
      return line < 0 ? { sign: ' ', line: undefined } : { sign: String.fromCharCode(EMPTY + sign), line };
    }),
  );
}

/** From the dot behind the one before, so that a steep line is one stroke. */
function between(before: number, y: number): number[] {
  const step = Math.sign(y - before);
  if (step === 0) return [y];
  return Array.from({ length: Math.abs(y - before) }, (_, at) => before + step * (at + 1));
}

/** Of the moments that fall onto a column of dots; with fewer moments than dots, neighbours show the same one. */
function meanOf(shares: Shares, x: number, width: number): number | undefined {
  const from = Math.floor((x * shares.length) / width);
  const to = Math.max(from + 1, Math.floor(((x + 1) * shares.length) / width));
  let [sum, count] = [0, 0];
  for (let at = from; at < to; at++) {
    const share = shares[at];
    if (share === undefined || !Number.isFinite(share)) continue;
    sum += share;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}
