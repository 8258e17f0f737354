import { readDuration } from '../parse/read-duration.ts';
import { badParameter } from './api-error.ts';
import { readSeconds } from './read-seconds.ts';

/** A length of time of one millisecond or more, from seconds or a duration such as `1h30m`. Throws an ApiError. */
export function readLength(name: string, text: string): number {
  const lengthMs = readSeconds(text) ?? readDuration(text);
  if (lengthMs === undefined || lengthMs > Number.MAX_SAFE_INTEGER)
    throw badParameter(
      name,
      `cannot parse "${text}" to a valid duration: seconds, such as 15, or a duration such as 1m30s`,
    );
  if (lengthMs >= 1) return lengthMs;
  throw badParameter(name, 'zero, negative and very short lengths are not accepted: take a millisecond at least');
}
