const BARS = '▁▂▃▄▅▆▇█';
const MIDDLE = BARS[3]!;
const SILENCE = ' ';
/** Less than this part of the size is what adding up left over. */
const FLAT = 1e-12;

/**
 * A line of a text: one bar a column, from the lowest to the highest value shown. Each column is the mean of its share of
 * the values; one without a value is blank. Values that are all the same stand in the middle.
 */
export function sparkline(values: readonly (number | undefined)[], columns: number): string {
  const means = Array.from({ length: columns }, (_, at) => meanOf(shareOf(values, at, columns)));
  const known = means.filter(mean => mean !== undefined);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const bar = (mean: number) => {
    const span = highest - lowest;
    const share = (mean - lowest) / span;
    return Number.isNaN(share) || span <= FLAT * Math.max(Math.abs(lowest), Math.abs(highest))
      ? MIDDLE
      : BARS[Math.round(share * (BARS.length - 1))]!;
  };
  return means.map(mean => (mean === undefined ? SILENCE : bar(mean))).join('');
}

/** With fewer values than columns, neighbouring columns show the same one. */
function shareOf<T>(values: readonly T[], at: number, columns: number): readonly T[] {
  const from = Math.floor((at * values.length) / columns);
  return values.slice(from, Math.max(from + 1, Math.floor(((at + 1) * values.length) / columns)));
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined && Number.isFinite(value)) as number[];
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value / known.length, 0);
}
