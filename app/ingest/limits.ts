import type { BodyLimits } from '../http/body.ts';

/**
 * Bounds of one ingest request. A line (or JSON element, or CSV row) over a bound is refused with a sentence;
 * the other lines of the request are kept.
 */
export const limits = {
  /** One line, JSON element or CSV row. Also keeps a runaway quote from filling memory. */
  lineBytes: 64 * 1024,
  /** Readings, log lines and bad lines of one request together; what comes after is counted and refused unread. */
  readingsPerRequest: 200_000,
  metricNameBytes: 200,
  labelsPerSeries: 32,
  labelNameBytes: 100,
  labelValueBytes: 1024,
  unitBytes: 32,
  logTextBytes: 32 * 1024,
  /** Explained one by one; the others are counted. */
  problemsKept: 20,
} as const;

/** Bounds of the body as a whole; over them the request is answered 413 and nothing of it is kept. */
export const bodyLimits: BodyLimits = {
  receivedBytes: 32 * 1024 * 1024,
  plainBytes: 64 * 1024 * 1024,
  plainPerReceivedByte: 200,
};

/**
 * The times that a parser takes for one, in milliseconds: from 1970 until before 2200. What is kept of them is the
 * history's to say, which knows what now is and how long readings are kept.
 */
export const timeRange = { fromMs: 0, beforeMs: Date.UTC(2200, 0, 1) } as const;
