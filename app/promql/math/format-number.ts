/** As Go's FormatFloat(f, 'f', -1, 64) writes it: the shortest digits that give the number again, and no exponent. */
export function formatNumber(number: number): string {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '+Inf' : '-Inf';
  if (Object.is(number, -0)) return '-0';
  const [digits, exponent] = String(number).split('e') as [string, string | undefined];
  return exponent === undefined ? digits : movePoint(digits, Number(exponent));
}

/** `1.5` and -7 give `0.00000015`. */
function movePoint(digits: string, by: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = digits.replace('-', '').split('.') as [string, string | undefined];
  const all = whole + fraction;
  const point = whole.length + by;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return sign + all.padEnd(point, '0');
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}
