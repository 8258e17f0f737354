import type { BodyLimits } from '../http/body.ts';

/** Bounds of what is sent as log lines. Longer text is cut, and a field `cut` says how long it was; nothing is refused for its length. */
export const logLimits = {
  /** Text of one entry, a stack trace with all its lines included. */
  textBytes: 32 * 1024,
  /** Lines of one stack trace; the next one begins a new entry. */
  linesPerEntry: 500,
  /** A line without an end is cut here, and what follows until its end is dropped. */
  lineBytes: 256 * 1024,
  /** One request with an end; what comes after is counted and refused. An endless body has no such bound. */
  linesPerRequest: 200_000,
  streamNameBytes: 200,
  fieldsPerLine: 64,
  fieldNameBytes: 100,
  fieldValueBytes: 4 * 1024,
  /** An entry of an endless body that may go on in the next line is kept after so long without one. */
  flushMs: 250,
  /** How far the time of a line may be ahead of this server's; then the time of arrival counts. */
  aheadMs: 10 * 60_000,
  /** Explained one by one; the others are counted. */
  problemsKept: 20,
} as const;

/** Bounds of a body with an end, such as that of Loki or OTLP. */
export const logBodyLimits: BodyLimits = {
  receivedBytes: 16 * 1024 * 1024,
  plainBytes: 32 * 1024 * 1024,
  plainPerReceivedByte: 200,
};
