/** What one query may cost, and how many there may be. */
export const queryLimits = {
  /** Where the asker gives no time. */
  timeoutMs: 10_000,
  /** However much is asked for. */
  maxTimeoutMs: 60_000,
  /** Series that one selector may match. */
  maxSeries: 10_000,
  /** Samples and values held at one time: 160 MB, and some of them twice while they are computed with. */
  maxSamples: 10_000_000,
  /** Numbers that are looked at, each as often as it is: so that an answer, or a refusal, takes some 2 seconds of processor time at most. */
  maxNumbers: 200_000_000,
  /** Readings of one series that are counted for its page: 32 MB, and half of it again while they are sorted. */
  maxSummarized: 2_000_000,
  /** Of the text of an answer. */
  maxAnswerBytes: 64 * 1024 * 1024,
  /** Threads, each of which answers one query at a time. They are started when the first query comes. */
  threads: 2,
  /** Queries that wait for a thread; one more is refused. */
  maxWaiting: 64,
  /** Of the heap of a thread, beside its arrays of numbers. */
  heapMegabytes: 384,
} as const;
