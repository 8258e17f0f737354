import { KeeperBusyError } from '../../db/keeper/keeper-errors.ts';
import type { Reading } from './reading.ts';

/** Readings that may wait for their commit at one time, in all; two of the largest requests that ingest takes. */
export const MAX_UNCONFIRMED_READINGS = 400_000;

/** Readings that were sent together. Forgotten when it is disposed of. */
export interface Batch extends Disposable {
  readonly number: number;
}

/** The batches that were sent to the keeper and have no answer yet, by their number: their commit refers to them. */
export interface Unconfirmed {
  /** @throws KeeperBusyError when there is no room; a batch that is alone always has room. */
  add(readings: readonly Reading[]): Batch;
  get(batch: number): readonly Reading[];
}

export function createUnconfirmed(maxReadings: number): Unconfirmed {
  const batches = new Map<number, readonly Reading[]>();
  let lastBatch = 0;
  let count = 0;

  return {
    add(readings) {
      if (count > 0 && count + readings.length > maxReadings) {
        throw new KeeperBusyError(`${count} readings wait to be stored already. Send these again in a second.`);
      }
      const number = ++lastBatch;
      count += readings.length;
      batches.set(number, readings);
      return {
        number,
        [Symbol.dispose]() {
          if (batches.delete(number)) count -= readings.length;
        },
      };
    },
    get: batch => batches.get(batch)!,
  };
}
