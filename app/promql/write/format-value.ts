/** A value as Prometheus' API writes it: as Go's %g with all its digits, an exponent only below 1e-6 and from 1e21 on. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (size >= 1e-6 && size < 1e21) return String(value);
  // JavaScript changes to exponents at the same places, and writes e-7 where Go writes e-07.
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}
