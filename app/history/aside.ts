/** Pieces of the file that cannot be read and were moved out of the way. */
export interface Aside {
  readonly count: number;
  /** When the first of them was found; null while there is none. */
  readonly sinceMs: number | null;
}
