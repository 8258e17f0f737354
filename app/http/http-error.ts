/** What an `HttpError` carries beside its sentence. */
export interface HttpErrorOptions {
  /** Response headers that belong to this answer, such as `Retry-After` or `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What really happened; goes to the log, never to the client. */
  readonly cause?: unknown;
}

/**
 * A refusal to be thrown. `message` is the public sentence, which says what to do; `cause` is for the log only.
 * A middleware's `processError` draws it as page, JSON or text; without one it is answered as plain text.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  /** HTTP status, 400 to 599. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, { headers = {}, cause }: HttpErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`An HttpError needs a status from 400 to 599, not ${status}.`);
    }
    this.status = status;
    this.headers = headers;
  }
}
