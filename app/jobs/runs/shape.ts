/** Percent between two points of a shape. */
const STEP = 5;
const POINTS = 100 / STEP - 1;

/** After how many ms a run reached 5 %, 10 %, ... 95 %; as long as what it has reached. */
export type Shape = readonly number[];

/** The shape when `percent` is reached after `elapsedMs`. What was reached before stays. */
export function reach(shape: Shape, percent: number, elapsedMs: number): Shape {
  const reached = Math.min(POINTS, Math.floor(percent / STEP));
  if (reached <= shape.length) return shape;
  return [...shape, ...Array<number>(reached - shape.length).fill(elapsedMs)];
}

/** Which part of its time a run has spent at `percent`, where `points` are the parts at 5 %, 10 %, ...; between them in a straight line. */
export function partAt(points: readonly number[], percent: number): number {
  const known = [0, ...points, 1];
  const place = Math.min(100, Math.max(0, percent)) / (100 / (known.length - 1));
  const before = Math.min(known.length - 2, Math.floor(place));
  return known[before]! + (place - before) * (known[before + 1]! - known[before]!);
}

/** The parts of the middle run; undefined where no run told its progress to the end. Never falls. */
export function middleParts(
  runs: readonly { readonly shape: Shape; readonly durationMs: number }[],
  median: (values: readonly number[]) => number | undefined,
): readonly number[] | undefined {
  const told = runs.filter(({ shape, durationMs }) => shape.length === POINTS && durationMs > 0);
  if (told.length === 0) return undefined;
  let floor = 0;
  return Array.from({ length: POINTS }, (_, i) => {
    floor = Math.max(floor, median(told.map(({ shape, durationMs }) => Math.min(1, shape[i]! / durationMs)))!);
    return floor;
  });
}
