import { RefusedError } from './refused-error.ts';

/** Why a backup cannot be restored: `unusableBackup('holds no state.db')`. */
export function unusableBackup(what: string, options?: ErrorOptions): RefusedError {
  return new RefusedError(`The backup ${what}. Nothing was changed.`, options);
}
