/** Where text goes that is made piece by piece. */
export interface TextSink {
  /** Resolves when the next piece may come: at most two are in memory. Rejects with the fault of one that came before, too. */
  put(bytes: Buffer): Promise<void>;
  /** Resolves when all that came is where it belongs; for a file, on disk. Gives how long that is. */
  settle(): Promise<number>;
}
