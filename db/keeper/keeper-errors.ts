/** Too many calls wait for the keeper. Nothing was done; the sender may try again after `retryAfterSeconds`. */
export class KeeperBusyError extends Error {
  override readonly name = 'KeeperBusyError';
  readonly code = 'KEEPER_BUSY';
  /** For the header `Retry-After` beside a 503. */
  readonly retryAfterSeconds = 1;
}

/** The disk is full, or the file cannot be written. Nothing was stored; reads go on, and so do writes when the cause has gone. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
  readonly code = 'UNWRITABLE';
  /** For the header `Retry-After` beside a 503. */
  readonly retryAfterSeconds = 10;
  /** What to tell the sender. */
  readonly sentence: string;

  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.sentence = sentence;
  }
}

/** The keeper was closed, by its owner or for good; start a new one to go on. */
export class KeeperClosedError extends Error {
  override readonly name = 'KeeperClosedError';
  readonly code = 'KEEPER_CLOSED';
}

/** The worker ended without being asked to. What was pending may be durable or not; `cause` says why, where it is known. */
export class KeeperFailedError extends Error {
  override readonly name = 'KeeperFailedError';
  readonly code = 'KEEPER_FAILED';
}
