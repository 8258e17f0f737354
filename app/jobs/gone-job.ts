import { HttpError } from '../http/http-error.ts';

export function goneJob(name: string): HttpError {
  return new HttpError(
    404,
    `There is no job "${name.slice(0, 100)}". It may have been removed; Jobs lists those there are.`,
  );
}
