/** What somebody who moves in needs. */
export interface Moving {
  after(clean: () => Promise<void>): void;
  /** Does a write, and takes its time. */
  time<R>(write: () => Promise<R>): Promise<R>;
}
