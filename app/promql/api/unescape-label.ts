/**
 * A label's name as clients write it into an address: as it is, or with `U__` in front, `__` for `_` and `_2e_` for a character by
 * its number. https://prometheus.io/docs/prometheus/latest/querying/api/#querying-label-values
 */
export function unescapeLabel(name: string): string {
  if (!name.startsWith('U__')) return name;
  return name
    .slice(3)
    .replace(/__|_([0-9a-f]{1,6})_/gi, (found, code?: string) => (code ? toCharacter(code, found) : '_'));
}

function toCharacter(code: string, found: string): string {
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : found;
}
