import type { FlushProgress } from '../head/head.ts';
import type { MemtableShare } from '../head/memtable.ts';
import type { Slice } from './slice.ts';

/** What the keeper asks of the thread that packs. */
export type PackingCalls = {
  /** What is packed from now on; undefined lets go of it. */
  hold: (share: MemtableShare | undefined) => void;
  /** The slice that follows what is done, as of the newest commit of the file. */
  pack: (done: FlushProgress, keepFromMs: number) => Slice;
};

export interface PackingData {
  /** Of `history.db`. */
  readonly path: string;
}
