/** One of the kinds of what machines send, in the real threads of its keeper, under a clock that whoever tests it moves. */
export interface Lodger {
  /** Of its database. */
  readonly path: string;
  /** Sends one thing for each of these moments, which grow; resolves when all of them are durable. */
  send(momentsMs: readonly number[]): Promise<void>;
  /** It is `nowMs`, and what happens by itself each minute happens. */
  sweep(nowMs: number): Promise<void>;
  /** Moments of all that is kept, oldest first. */
  kept(): number[];
  /** The moment of the newest thing, as who looks at a page gets it. */
  newestMs(): Promise<number | undefined>;
  close(): Promise<void>;
}

export const HOUR_MS = 60 * 60_000;
export const DAY_MS = 24 * HOUR_MS;
