/**
 * Values on a grid as SVG path data, for an inner svg that is `GRID_HEIGHT` units high and one unit wide per grid step.
 * All coordinates are whole and *relative*: when the window moves on by one step, the new path is the old one without its first
 * pair and with one more at the end, so that a compressing stream sends only the difference. Steps at one height are joined to
 * a single one: what is even takes no room, and more of a page fits into what a decoder remembers.
 */

/** Height of each grid moment, 0 (top) to 1000 (foot); `undefined` where there is no value. */
export type Heights = readonly (number | undefined)[];

const GRID_HEIGHT = 1000;
/** Of the step between two moments, the bars of all series together take this share. */
const BARS_WIDTH = 0.8;

/** The line through all values; a gap stays a gap, a value alone between two gaps is a dot (drawn by the round line cap). */
export function linePath(heights: Heights): string {
  const pen = createPen();
  for (const run of runsOf(heights)) {
    pen.moveTo(run.start, run.heights[0]!);
    for (const height of run.heights.slice(1)) pen.lineTo(pen.x + 1, height);
    if (run.heights.length === 1) pen.dot();
  }
  return pen.path();
}

/** Only the values that stand alone between two gaps, to be drawn thicker than a line. */
export function pointsPath(heights: Heights): string {
  const pen = createPen();
  for (const run of runsOf(heights).filter(({ heights }) => heights.length === 1)) {
    pen.moveTo(run.start, run.heights[0]!);
    pen.dot();
  }
  return pen.path();
}

/** The area between the line and a height, which is the foot unless told, or `floor` (which has a value wherever `heights` has one). */
export function areaPath(heights: Heights, floor: Heights | number = GRID_HEIGHT): string {
  const pen = createPen();
  for (const run of runsOf(heights).filter(({ heights }) => heights.length > 1)) {
    pen.moveTo(run.start, run.heights[0]!);
    for (const height of run.heights.slice(1)) pen.lineTo(pen.x + 1, height);
    if (typeof floor === 'number') pen.lineTo(pen.x, floor).lineTo(run.start, floor);
    else for (let x = pen.x; x >= run.start; x--) pen.lineTo(x, floor[x] ?? GRID_HEIGHT);
    pen.close();
  }
  return pen.path();
}

/** A bar for each value, from the floor to its height; of `of` bars that stand side by side the one with the number `place`, from 0. */
export function barsPath(heights: Heights, floor: Heights | number, { place, of } = { place: 0, of: 1 }): string {
  const width = Number((BARS_WIDTH / of).toFixed(3));
  const start = Number((place * width - BARS_WIDTH / 2).toFixed(3));
  let last: { x: number; y: number } | undefined;
  return heights
    .map((height, x) => {
      if (height === undefined) return '';
      const foot = typeof floor === 'number' ? floor : (floor[x] ?? GRID_HEIGHT);
      const move = `m${last ? x - last.x : Number((x + start).toFixed(3))} ${foot - (last?.y ?? 0)}`;
      last = { x, y: foot };
      return `${move}h${width}v${height - foot}h-${width}z`;
    })
    .join('');
}

/** A dot for each value. */
export function dotsPath(heights: Heights): string {
  const pen = createPen();
  heights.forEach((height, x) => {
    if (height === undefined) return;
    pen.moveTo(x, height);
    pen.dot();
  });
  return pen.path();
}

type Run = { start: number; heights: number[] };

function runsOf(heights: Heights): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  heights.forEach((height, index) => {
    if (height === undefined) {
      open = undefined;
      return;
    }
    if (open === undefined) {
      open = { start: index, heights: [] };
      runs.push(open);
    }
    open.heights.push(height);
  });
  return runs;
}

/** Writes relative commands; `m` and the pairs after it need no letter of their own for the lines. */
function createPen() {
  const parts: string[] = [];
  const at = { x: 0, y: 0 };
  const start = { x: 0, y: 0 };
  /** A step at one height that is not written yet: the next one may go on with it. */
  let level = 0;
  const write = (letter: string, dx: number, dy: number) => parts.push(`${letter}${dx}${dy < 0 ? '' : ' '}${dy}`);
  const endLevel = () => {
    if (level !== 0) write(level < 0 ? '' : ' ', level, 0);
    level = 0;
  };
  const step = (letter: string, x: number, y: number) => {
    endLevel();
    write(letter, x - at.x, y - at.y);
    Object.assign(at, { x, y });
  };
  const goLevel = (dx: number) => {
    if (dx * level < 0) endLevel();
    level += dx;
    at.x += dx;
  };
  return {
    get x() {
      return at.x;
    },
    moveTo(x: number, y: number) {
      step('m', x, y);
      Object.assign(start, { x, y });
    },
    lineTo(x: number, y: number) {
      if (y === at.y) goLevel(x - at.x);
      else step(x < at.x ? '' : ' ', x, y);
      return this;
    },
    dot() {
      parts.push('h0');
    },
    /** After `z` the pen stands where the run began. */
    close() {
      endLevel();
      parts.push('z');
      Object.assign(at, start);
    },
    path() {
      endLevel();
      return parts.join('');
    },
  };
}
