/** A number that came in 32 bits, as whoever sent it would write it: 21.4, and not 21.399999618530273. */
export function shortestDecimal(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(9)); // nine digits tell every one from its neighbours
}
