/** Bounds of one web socket that follows. */
export const subscriptionLimits = {
  subscriptions: 50,
  /** Of one message of the client. */
  messageBytes: 16 * 1024,
  idChars: 64,
  /** Messages that came in one piece and wait to be answered; a client that sends more is sent away. */
  waitingMessages: 1000,
} as const;
