import type { BodyFormat } from './body-format.ts';
import type { LoopStops } from './loop-stops.ts';
import type { Workload } from './workload.ts';

/** A store of readings that is measured: Telltale, or what it is compared with. */
export interface Engine {
  readonly name: string;
  readonly format: BodyFormat;
  /** Why it cannot be measured here, in a line. Undefined: it can. */
  missing?(): string | undefined;
  /** Starts it anew in an empty folder, with the defaults of its makers but for what the engine's file says. */
  start(workload: Workload): Promise<RunningEngine>;
}

export interface RunningEngine {
  readonly pid: number;
  /** Where it keeps what it is sent. */
  readonly dataDir: string;
  readonly write: HttpTarget;
  readonly reads?: Reads;
  /** Called right before the load. */
  watchLoop?(): LoopStops;
  /** Bytes on disk after it has flushed and merged as it does by itself; it may have ended afterwards. */
  settle(): Promise<number>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

export interface HttpTarget {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a page asks for. Each asks the server anew. */
export interface Reads {
  /** The newest value of every series. */
  latest(): Promise<Response>;
  /** `READ_RANGE` of one series. */
  range(): Promise<Response>;
}
