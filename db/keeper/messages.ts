import { BusyError } from '../transaction/errors.ts';
import { KeeperBusyError, UnwritableError } from './keeper-errors.ts';
import { unwritableCode } from './unwritable-code.ts';
import { unwritableSentence } from './unwritable-sentence.ts';

/**
 * What the main thread and a keeper's worker say to each other. Everything survives a structured clone.
 * Each call is answered exactly once, also a cancelled one, so that the count of pending calls is true.
 */
export type ToKeeper =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

export type FromKeeper =
  /** Its modules are loaded, native ones too, and it serves. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorMessage }
  | { readonly kind: 'event'; readonly event: unknown };

/** An error as a message: structured clone alone would lose the code and the names that are ours. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly stack: string | undefined;
  /** Nothing was done, because the database could not be had in time. */
  readonly isBusy: boolean;
  /** Nothing was done, because the file cannot be written: what to tell the sender. */
  readonly unwritable: string | undefined;
}

export function toErrorMessage(thrown: unknown): ErrorMessage {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack } = error;
  const ownCode = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const code = unwritableCode(error) ?? ownCode; // what failed may be wrapped
  // A thread that asked a keeper itself hands on what it was told.
  const isBusy = error instanceof BusyError || error instanceof KeeperBusyError;
  return { name, message, code, stack, isBusy, unwritable: unwritableSentence(error) };
}

/** The error again, with the worker's stack: that is where it was thrown. */
export function fromErrorMessage({ name, message, code, stack, isBusy, unwritable }: ErrorMessage): Error {
  if (isBusy) return new KeeperBusyError(message);
  if (unwritable !== undefined)
    return new UnwritableError(unwritable, { cause: Object.assign(new Error(message), { code }) });
  return Object.assign(new Error(message), { name }, code !== undefined && { code }, stack !== undefined && { stack });
}
