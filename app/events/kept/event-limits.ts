/** Bounds of what is kept; over the first three the oldest go first. */
export const eventLimits = {
  /** Of all topics together. */
  events: 100_000,
  eventsPerTopic: 10_000,
  /** Of all texts together. */
  bytes: 256 * 1024 * 1024,
  keepMs: 90 * 24 * 60 * 60 * 1000,
  /** Another topic is refused, unless one has run out. */
  topics: 1000,
  /** As ntfy has it. */
  messageBytes: 4096,
  titleBytes: 1024,
  tags: 20,
  tagBytes: 100,
  urlBytes: 2048,
  actions: 3,
  labelBytes: 100,
  /** Topics of which the last webhook body is kept, for the preview of a mapping. */
  payloads: 100,
  payloadBytes: 64 * 1024,
} as const;

/** Those that a test makes smaller. */
export type KeepLimits = Pick<
  Record<keyof typeof eventLimits, number>,
  'events' | 'eventsPerTopic' | 'bytes' | 'keepMs' | 'topics'
>;
