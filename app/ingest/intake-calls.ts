import type { Sender } from '../history/sender.ts';
import type { Found } from './batch.ts';
import type { Precision } from './influx-time.ts';
import type { Kept } from './keep.ts';
import type { MANY_TYPES } from './many.ts';

/** How a body is to be read. */
export type BodyForm =
  | { readonly protocol: 'influx'; readonly precision: Precision }
  | { readonly protocol: 'many'; readonly type: keyof typeof MANY_TYPES };

/** What became of a body: its readings are in the history; its texts are the caller's to keep. */
export interface Taken {
  readonly found: Found;
  readonly kept: Kept;
}

/** What a thread of the intake answers. */
export interface IntakeCalls {
  /** The memory of the body, which is moved here, comes back to be used again. */
  take(
    form: BodyForm,
    body: Uint8Array<ArrayBuffer>,
    nowMs: number,
    sender?: Sender,
  ): Taken & { readonly buffer: ArrayBuffer };
}
