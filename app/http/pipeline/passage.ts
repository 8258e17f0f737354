import type { LiveExchange } from '../exchange.ts';
import { HttpError } from '../http-error.ts';
import type { Exchange, Middleware, Outcome, ResponseHead } from '../middleware.ts';
import { reportError } from './report-error.ts';
import { discardBody, headOf, withHead } from './response.ts';

/** A host's own answer to an error that no `processError` answered, if it has one. Must not throw. */
export type LastResort = (error: unknown) => Response | undefined;

/** What only the host knows about the end of a response. */
export type Ending = Pick<Outcome, 'kind' | 'status' | 'bytes' | 'error'>;

/** What nginx writes into its log when the client leaves before the head; no client ever reads it. */
export const CLIENT_GONE_STATUS = 499;

/**
 * One request's way through the hooks: `answer`, then `leave` or `leaveWith` when the head is due, then `end`.
 * Knows nothing of sockets and bodies; a host's adapter leads it. Each hook runs at most once whatever the host does.
 */
export class Passage {
  readonly exchange: Exchange;
  readonly #exchange: LiveExchange;
  readonly #middlewares: readonly Middleware[];
  readonly #lastResort: LastResort | undefined;
  /** Request hooks entered so far: these middlewares are owed a response hook and an end hook. */
  #entered = 0;
  /** Response hooks still owed. */
  #owed = 0;
  #hasLeft = false;
  #headMs: number | undefined;
  #error: unknown;

  constructor(middlewares: readonly Middleware[], exchange: LiveExchange, lastResort?: LastResort) {
    this.#middlewares = middlewares;
    this.exchange = this.#exchange = exchange;
    this.#lastResort = lastResort;
  }

  /** The response hooks have begun: from now on nothing may change the answer but them. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /**
   * Request hooks, then `next`, unless a hook answered or the client is gone. Never rejects: errors become Responses.
   * `next` may give undefined when it writes the response past us; then so does this.
   */
  async answer<T extends Response | undefined>(next: (request: Request) => T | Promise<T>): Promise<T | Response> {
    const response = await this.#attempt(next).catch(error => this.recover(error));
    if (!response || this.#hasLeft || !this.exchange.signal.aborted) return response;
    discardBody(response);
    return clientGone();
  }

  /** The Response for an error: from the innermost `processError` that answers, else from the last resort. Never rejects. */
  async recover(error: unknown): Promise<Response> {
    this.#error = error;
    if (this.exchange.signal.aborted) return clientGone();
    for (let i = this.#owed - 1; i >= 0; i--) {
      try {
        const response = await this.#middlewares[i]!.processError?.(this.#error, this.exchange);
        if (response) return response;
      } catch (another) {
        this.#error = another;
      }
    }
    // A refusal says itself what it is; a host would make it a plain 500.
    const hostsAnswer = this.#error instanceof HttpError ? undefined : this.#lastResort?.(this.#error);
    return hostsAnswer ?? plainAnswer(this.#error);
  }

  /**
   * Response hooks on a head that is about to be written. Undefined, and all hooks done: write `head` as it is now.
   * A promise: a hook threw or put another Response in its place; write that one instead, it has passed all hooks. Never rejects.
   */
  leave(head: ResponseHead): Promise<Response> | undefined {
    this.#hasLeft = true;
    while (this.#owed > 0) {
      const middleware = this.#middlewares[--this.#owed]!;
      try {
        const replacement = middleware.processResponse?.(head, this.exchange);
        if (replacement) return this.leaveWith(demandResponse(replacement, middleware));
      } catch (error) {
        return this.recover(error).then(response => this.leaveWith(response));
      }
    }
    this.#headMs = performance.now() - this.exchange.startedAt;
    return undefined;
  }

  /** The same for a whole Response, which is used up. Gives the one to send, fresh and its own. Never rejects. */
  async leaveWith(response: Response): Promise<Response> {
    try {
      const head = headOf(response);
      const replacement = await this.leave(head);
      if (!replacement) return withHead(response, head, this.exchange.request.method);
      discardBody(response);
      return replacement;
    } catch (error) {
      // No host could send it: its body was read before, or a hook set a status outside 200 to 599.
      this.#error = error;
      discardBody(response);
      return plainAnswer(error);
    }
  }

  /** End hooks, innermost first. The host calls it once; later calls do nothing. */
  end({ error = this.#error, ...ending }: Ending): void {
    const totalMs = performance.now() - this.exchange.startedAt;
    const outcome: Outcome = {
      ...ending,
      headMs: this.#headMs ?? totalMs,
      totalMs,
      ...(error !== undefined && { error }),
    };
    while (this.#entered > 0) {
      const middleware = this.#middlewares[--this.#entered]!;
      try {
        middleware.processEnd?.(outcome, this.exchange);
      } catch (error) {
        reportError(`processEnd of middleware "${middleware.name}" threw; it must not.`, error);
      }
    }
    this.#exchange.isOver = true;
  }

  async #attempt<T>(next: (request: Request) => T | Promise<T>): Promise<T | Response> {
    for (const middleware of this.#middlewares) {
      this.#owed = ++this.#entered;
      const answer = await middleware.processRequest?.(this.exchange);
      if (!answer) continue;
      // Not instanceof: a Node host may have put its own classes in the place of the global ones.
      if ('status' in answer) return answer;
      this.#exchange.replaceRequest(answer);
    }
    return this.exchange.signal.aborted ? clientGone() : next(this.exchange.request);
  }
}

function demandResponse(answer: Response, { name }: Middleware): Response {
  if ('status' in answer) return answer;
  throw new TypeError(
    `processResponse of middleware "${name}" must return a Response or nothing. It must not be async: heads are written synchronously.`,
  );
}

function clientGone(): Response {
  return new Response(null, { status: CLIENT_GONE_STATUS });
}

/** The public sentence of an `HttpError`; of anything else only that it happened. */
function plainAnswer(error: unknown): Response {
  if (error instanceof HttpError) return new Response(error.message, { status: error.status, headers: error.headers });
  return new Response('Internal Server Error', { status: 500 });
}
