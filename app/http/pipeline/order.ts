import type { Middleware } from '../middleware.ts';

/**
 * Sorts by `after` and `before`, keeping the given order wherever these leave a choice.
 * Throws on a name used twice, on a name that is not there, and on a cycle.
 */
export function sortMiddlewares(given: readonly Middleware[]): readonly Middleware[] {
  const outside = outsideOfEach(given);
  const waiting = new Set(given);
  const sorted: Middleware[] = [];
  while (waiting.size > 0) {
    const placed = new Set(sorted.map(middleware => middleware.name));
    const next = waiting.values().find(({ name }) =>
      outside
        .get(name)!
        .values()
        .every(outer => placed.has(outer)),
    );
    if (!next) throw new Error(cycleMessage(waiting));
    waiting.delete(next);
    sorted.push(next);
  }
  return sorted;
}

/** For each name the names that must come before it, that is, outside of it. */
function outsideOfEach(given: readonly Middleware[]): Map<string, Set<string>> {
  const outside = new Map<string, Set<string>>();
  for (const { name } of given) {
    if (outside.has(name)) throw new Error(`Two middlewares are named "${name}". Give one of them another name.`);
    outside.set(name, new Set());
  }
  for (const { name, after = [], before = [] } of given) {
    for (const outer of after) {
      demandKnown(outside, outer, name);
      outside.get(name)!.add(outer);
    }
    for (const inner of before) demandKnown(outside, inner, name).add(name);
  }
  return outside;
}

function demandKnown(outside: Map<string, Set<string>>, wanted: string, wantedBy: string): Set<string> {
  const found = outside.get(wanted);
  if (found) return found;
  throw new Error(
    `Middleware "${wantedBy}" wants an order relative to "${wanted}", which is not in this pipeline. ` +
      `Add it to compose(...), or correct the name. There are: ${[...outside.keys()].join(', ')}.`,
  );
}

function cycleMessage(waiting: ReadonlySet<Middleware>): string {
  const names = [...waiting].map(middleware => `"${middleware.name}"`).join(', ');
  return `The middlewares ${names} each wait for another of them. Take away one of their "after" or "before" names.`;
}
