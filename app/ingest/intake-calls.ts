import type { Sender } from '../history/sender.ts';
import type { Found } from './batch.ts';
import type { ColumnsForm } from './columns.ts';
import type { Precision } from './influx-time.ts';
import type { Kept } from './keep.ts';
import type { MANY_TYPES } from './many.ts';
import type { Messages } from './messages.ts';
import type { OtlpType } from './otlp-metrics-body.ts';
import type { Push } from './prometheus-push.ts';

/** How a body is to be read. */
export type BodyForm =
  | { readonly protocol: 'influx'; readonly precision: Precision }
  | { readonly protocol: 'many'; readonly type: keyof typeof MANY_TYPES }
  | { readonly protocol: 'remote-write'; readonly packing: 'snappy' | 'none' }
  | { readonly protocol: 'otlp-metrics'; readonly type: OtlpType }
  | ({ readonly protocol: 'prometheus-push' } & Push)
  | ({ readonly protocol: 'messages' } & Messages)
  | ({ readonly protocol: 'columns' } & ColumnsForm);

/** What became of a body: its readings are in the history; its texts are the caller's to keep. */
export interface Taken {
  readonly found: Found;
  readonly kept: Kept;
  /** What stands where the first problem is, where the body is text. */
  readonly excerpt?: string;
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
