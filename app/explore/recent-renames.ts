/** As long as a deleted series can be brought back. */
const UNDONE_WITHIN_MS = 10 * 60_000;

/** The last ones; who renames more at a time undoes the first of them by hand. */
const MAX_REMEMBERED = 100;

/** What was renamed just now: Undo is offered for these alone, because an address may say anything. */
export interface RecentRenames {
  note(from: string, to: string): void;
  has(from: string, to: string): boolean;
}

export function createRecentRenames(now: () => number): RecentRenames {
  const atMs = new Map<string, number>();
  // No key holds a line feed.
  const id = (from: string, to: string) => `${from}\n${to}`;
  return {
    note(from, to) {
      atMs.delete(id(from, to));
      atMs.set(id(from, to), now());
      if (atMs.size > MAX_REMEMBERED) atMs.delete(atMs.keys().next().value!);
    },
    has: (from, to) => now() - (atMs.get(id(from, to)) ?? Number.NEGATIVE_INFINITY) < UNDONE_WITHIN_MS,
  };
}
