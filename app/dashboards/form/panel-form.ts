/** What stands in the form of a panel, as texts under the names of its fields: `title`, `queries.0.expr`. */
export interface PanelForm {
  /** Empty where there is no such field. */
  get(name: string): string;
  has(name: string): boolean;
  /** How many rows a list has: `thresholds.steps`. */
  rows(list: string): number;
  /** What is wrong with a field, as a sentence. */
  problem(name: string): string | undefined;
}

export function createPanelForm(fields: URLSearchParams, problems: ReadonlyMap<string, string> = new Map()): PanelForm {
  return {
    get: name => fields.get(name) ?? '',
    has: name => fields.has(name),
    rows: list => countRows(fields, list),
    problem: name => problems.get(name),
  };
}

/** One more than the highest row that has a field. */
export function countRows(fields: URLSearchParams, list: string): number {
  let count = 0;
  for (const name of fields.keys()) {
    if (!name.startsWith(`${list}.`)) continue;
    const row = Number.parseInt(name.slice(list.length + 1), 10);
    if (row < MAX_ROWS) count = Math.max(count, row + 1);
  }
  return count;
}

/** Rows of one list; schemas allow fewer, and say so. */
const MAX_ROWS = 100;
