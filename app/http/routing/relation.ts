/** How the requests that one condition takes lie to those that another one takes. */
export type Relation = 'equal' | 'narrower' | 'wider' | 'disjoint' | 'crossing';

/** The relation of two conditions of which each part is to hold, from the relations of their parts. */
export function combine(parts: readonly Relation[]): Relation {
  if (parts.includes('disjoint')) return 'disjoint';
  const different = new Set(parts.filter(part => part !== 'equal'));
  if (different.size === 0) return 'equal';
  return different.size === 1 ? [...different][0]! : 'crossing';
}

/** The relation of two sets, given what each of them holds of the other. */
export function relationOfSets(isWithin: boolean, isAround: boolean, isApart: boolean): Relation {
  if (isWithin && isAround) return 'equal';
  if (isWithin) return 'narrower';
  if (isAround) return 'wider';
  return isApart ? 'disjoint' : 'crossing';
}
