import type { CallArgs, CallName, Calls, CallValue } from './calls.ts';
import { KeeperBusyError } from './keeper-errors.ts';
import { type FromKeeper, fromErrorMessage, type ToKeeper } from './messages.ts';
import type { CallOptions } from './start-keeper.ts';

/** Calls that may wait for their answer at one time; the next one is refused with `KeeperBusyError`. */
export const MAX_PENDING_CALLS = 1_000;

export interface PendingCallsOptions {
  /** Of the keeper, for error texts. */
  readonly name: string;
  readonly post: (message: ToKeeper, transfer: CallOptions['transfer']) => void;
  readonly maxPendingCalls?: number | undefined;
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly release: () => void;
}

/** The calls that one thread makes of a keeper, and who waits for their answers. */
export class PendingCalls<C extends Calls<C>> {
  readonly #options: PendingCallsOptions;
  readonly #pending = new Map<number, PendingCall>();
  #lastId = 0;

  constructor(options: PendingCallsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#pending.size;
  }

  async call<N extends CallName<C>>(
    name: N,
    args: CallArgs<C[N]>,
    { signal, transfer, evenIfBusy = false }: CallOptions = {},
  ): Promise<CallValue<C[N]>> {
    signal?.throwIfAborted();
    if (!evenIfBusy) this.#requireRoom();
    const id = ++this.#lastId;
    this.#options.post({ kind: 'call', id, name, args }, transfer);
    return (await this.#answer(id, signal)) as CallValue<C[N]>;
  }

  settle(answer: Extract<FromKeeper, { kind: 'value' | 'error' }>): void {
    const call = this.#pending.get(answer.id)!;
    this.#pending.delete(answer.id);
    call.release();
    if (answer.kind === 'value') call.resolve(answer.value);
    else call.reject(fromErrorMessage(answer.error));
  }

  rejectAll(error: Error): void {
    for (const call of this.#pending.values()) {
      call.release();
      call.reject(error);
    }
    this.#pending.clear();
  }

  #requireRoom(): void {
    const { name, maxPendingCalls: max = MAX_PENDING_CALLS } = this.#options;
    if (this.#pending.size < max) return;
    throw new KeeperBusyError(`The ${name} is busy: ${max} calls wait already. Try again in a second.`);
  }

  #answer(id: number, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const cancel = () => {
        reject(signal?.reason);
        this.#options.post({ kind: 'cancel', id }, undefined);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, { resolve, reject, release: () => signal?.removeEventListener('abort', cancel) });
    });
  }
}
