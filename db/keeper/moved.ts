import type { Transferable } from 'node:worker_threads';

/** An answer of which parts are moved to the asking thread instead of copied. */
export class Moved<Value> {
  readonly value: Value;
  readonly transfer: readonly Transferable[];

  constructor(value: Value, transfer: readonly Transferable[]) {
    this.value = value;
    this.transfer = transfer;
  }
}
