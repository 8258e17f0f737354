/** A stretch of a lane: steps from the first to before the last, both counted from where the path begins. */
export type Stretch = { from: number; to: number };

/**
 * Boxes over stretches of a row as SVG path data, one unit wide for each step. All coordinates are relative to the last box, so that
 * a window that moves on changes only the first of them.
 */
export function lanePath(stretches: readonly Stretch[], top: number, height: number): string {
  let at = { x: 0, y: 0 };
  return stretches
    .map(({ from, to }) => {
      const move = `m${from - at.x} ${top - at.y}`;
      at = { x: from, y: top };
      return `${move}h${to - from}v${height}h${from - to}z`;
    })
    .join('');
}

/** Neighbours that are the same become one stretch each; undefined is a gap. */
export function stretchesOf<T>(values: readonly (T | undefined)[]): (Stretch & { value: T })[] {
  const stretches: (Stretch & { value: T })[] = [];
  values.forEach((value, at) => {
    const last = stretches.at(-1);
    if (value === undefined) return;
    if (last?.value === value && last.to === at) last.to = at + 1;
    else stretches.push({ from: at, to: at + 1, value });
  });
  return stretches;
}
