import type { Chunk, NewChunk } from '../chunk/chunk-table.ts';
import type { FlushProgress } from '../head/head.ts';

/** What one transaction of a flush does to the chunks. */
export interface Slice {
  /** How far the flush is after it. */
  readonly progress: FlushProgress;
  /** Chunks that could not be read, to be set aside, and why. */
  readonly corrupt: readonly { readonly chunk: Chunk; readonly reason: string }[];
  /** Ids of chunks whose points are in new ones. */
  readonly replaced: readonly number[];
  /** In the order in which they fill pages. */
  readonly chunks: readonly NewChunk[];
  /** Points more than before. */
  readonly added: number;
}
