/** Word of new events for open pages: the loudest of the last moment, and how many there were. */
export interface Notice {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  readonly priority: number;
  readonly atMs: number;
  readonly href: string;
  /** Events since the last notice, this one included. */
  readonly count: number;
}
