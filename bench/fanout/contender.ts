/** A server that runs, and the way to make it tell its viewers something. */
export interface Contender {
  readonly pid: number;
  readonly port: number;
  /** Of the stream. */
  readonly path: string;
  /** Events that came together, in order. */
  publish(texts: readonly string[]): void;
  stop(): Promise<void>;
}

/** The name of a server, and how to start it; the process that it starts has the cores that we have now. */
export interface Contenders {
  readonly [name: string]: () => Promise<Contender>;
}
