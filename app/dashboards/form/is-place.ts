const PLACE: ReadonlySet<string> = new Set(['w', 'h', 'x', 'y']);

/** Whether a field of a panel says where it stands, which is not in its form. */
export function isPlace(field: string): boolean {
  return PLACE.has(field);
}
