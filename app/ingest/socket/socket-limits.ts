/** Bounds of one web socket that sends readings. */
export const socketLimits = {
  /** What may wait to be durable; beyond it the socket is not read, which holds the sender up. */
  windowBytes: 512 * 1024,
  windowMessages: 4096,
  /** Series that binary messages name, for as long as the connection lives; some 1 kB each. */
  ids: 1024,
  /** Places that one acknowledgement explains; the others are counted. */
  problemsKept: 20,
  /** How long the client may take to read an acknowledgement before it is cut off. */
  ackMs: 30_000,
  /** How long it may take to answer the goodbye. */
  goodbyeMs: 2_000,
} as const;
