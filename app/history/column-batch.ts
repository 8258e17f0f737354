import type { Labels } from './reading.ts';

/** From here on a series id in a batch of columns is no id but the place of a series in `named`, counted from here. */
export const FIRST_NAMED_ID = 2 ** 31;

/** A series that the sender has no id of, or whose unit has changed. */
export interface NamedSeries {
  readonly metric: string;
  readonly labels: Labels;
  readonly unit?: string | undefined;
}

/** Points from another thread, which knows the ids of most series. */
export interface ColumnBatch {
  /** In which the ids were learned; they hold until a series goes, which begins a new epoch. */
  readonly epoch: number;
  /** How many points there are. */
  readonly length: number;
  /** The memory of their columns, as `createColumns` lays them out. It comes back with the answer, to be used again. */
  readonly buffer: ArrayBuffer;
  readonly named: readonly NamedSeries[];
}

/** What became of a batch of columns. */
export type ColumnsAppended = (ColumnsKept | StaleIds) & { readonly buffer: ArrayBuffer };

/** The ids of the batch are of another epoch: nothing was kept. Send it again, with names. */
export interface StaleIds {
  readonly staleSince: number;
}

export interface ColumnsKept {
  readonly commit: number;
  readonly accepted: number;
  /** Series that did not exist before. */
  readonly created: number;
  /** Points that were not kept. */
  readonly refused: number;
  /** The first of them, by their place in the batch, with a sentence for the sender. */
  readonly refusals: readonly { readonly index: number; readonly reason: string }[];
  /** The ids of `named`, in their order; 0 for a series that was refused. */
  readonly ids: Uint32Array;
}

/** Refusals that are told one by one; the others are counted. */
export const MAX_REFUSALS = 20;
