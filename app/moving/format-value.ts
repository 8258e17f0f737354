/** The shortest text that is read as the same float64; that of zero keeps its sign. NaN and infinities are as JavaScript has them. */
export function formatValue(value: number): string {
  return value === 0 && 1 / value < 0 ? '-0' : String(value);
}
