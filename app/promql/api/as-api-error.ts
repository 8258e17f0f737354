import { KeeperBusyError } from '../../../db/keeper/keeper-errors.ts';
import { HttpError } from '../../http/http-error.ts';
import { PromqlError } from '../promql-error.ts';
import { QueryTimeoutError } from '../query-timeout-error.ts';
import { ApiError, type ApiErrorType } from './api-error.ts';

const BY_STATUS: Readonly<Record<number, ApiErrorType>> = { 401: 'unauthorized', 403: 'forbidden' };

/** What went wrong, as clients of the API are told. Throws again what is no fault of theirs. */
export function asApiError(error: unknown, signal: AbortSignal): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof QueryTimeoutError) return new ApiError('timeout', error.message, { cause: error });
  if (error instanceof PromqlError) return new ApiError('execution', error.message, { cause: error });
  if (error instanceof KeeperBusyError) return new ApiError('unavailable', error.message, { cause: error });
  if (error instanceof HttpError && error.status < 500)
    return new ApiError(BY_STATUS[error.status] ?? 'bad_data', error.message, { cause: error });
  if (signal.aborted) return new ApiError('canceled', 'The client has gone away.', { cause: error });
  throw error;
}
