/** What a server has done since it started, in all of its threads. */
export interface WorkCounts {
  /** Executions of SQL, as SQLite tells of them. */
  readonly statements: number;
  /** Nodes of PromQL expressions. */
  readonly evaluations: number;
  /** Elements of pages and of their parts that became HTML. */
  readonly renders: number;
  /** Pieces that were compressed for viewers. */
  readonly compressions: number;
}

/** In the order in which they lie in the memory that the threads share. */
export const COUNTED = ['statements', 'evaluations', 'renders', 'compressions'] as const satisfies (keyof WorkCounts)[];

/** What was done between two counts. */
export function workBetween(before: WorkCounts, after: WorkCounts): WorkCounts {
  return Object.fromEntries(COUNTED.map(what => [what, after[what] - before[what]])) as unknown as WorkCounts;
}
