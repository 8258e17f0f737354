/** An object with one of something for each name. */
export function byName<Name extends string, T>(names: readonly Name[], make: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map(name => [name, make(name)])) as Record<Name, T>;
}
