/** Longer names are typed by nobody: nothing is near them. */
const MAX_NAME_LENGTH = 40;

/** The name that is fewest changes away from what was written, if those are a third of it or less; case is no change. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > MAX_NAME_LENGTH) return undefined;
  const wanted = written.toLowerCase();
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const changes = editDistance(wanted, name);
    // Who stopped too early is likelier than who slipped: of rate and rad, rat is rate.
    const isBegun = changes === fewest && name.startsWith(wanted) && !nearest?.startsWith(wanted);
    if (changes < fewest || (isBegun && nearest !== undefined)) [nearest, fewest] = [name, changes];
  }
  return nearest;
}

/** Inserted, deleted and replaced characters between two texts (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    const next = [line];
    for (let column = 1; column <= b.length; column++) {
      const replaced = row[column - 1]! + (a[line - 1] === b[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
