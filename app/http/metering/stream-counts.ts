import { byName } from './by-name.ts';
import { Traffic } from './traffic.ts';

/** What streams are for. All but `sender` go out: a sender is somebody who sends without an end. */
export const STREAM_KINDS = ['page', 'events', 'logs', 'images', 'socket', 'sender'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/**
 * Why streams end: who read it left, or took nothing for too long; its session or token has ended; it was open for as long as one
 * may be, and comes back; what it showed was changed or has ended; all were sent away to come back; something failed here.
 */
export const STREAM_ENDS = ['left', 'stalled', 'revoked', 'lifetime', 'over', 'restart', 'failed'] as const;
export type StreamEnd = (typeof STREAM_ENDS)[number];

/** Limits by which streams are refused. */
export const STREAM_LIMITS = ['total', 'user', 'address'] as const;
export type StreamLimit = (typeof STREAM_LIMITS)[number];

/** What became of streams since the start. */
export class StreamCounts {
  readonly open = countsOf(STREAM_KINDS);
  readonly ended = byName(STREAM_KINDS, () => countsOf(STREAM_ENDS));
  readonly refused = byName(STREAM_KINDS, () => countsOf(STREAM_LIMITS));
  readonly traffic = byName(STREAM_KINDS, () => new Traffic());
}

function countsOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return byName(names, () => 0);
}
