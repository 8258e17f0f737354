import type { LiveExchange } from '../exchange.ts';
import { HttpError } from '../http-error.ts';
import type { Middleware, Outcome, ResponseHead } from '../middleware.ts';
import { reportError } from './report-error.ts';
import { discardBody, headOf, isSendable, withHead } from './response.ts';

/** A host's own answer to an error that no `processError` answered, if it has one. Must not throw. */
export type LastResort = (error: unknown) => Response | undefined;

/** What only the host knows about the end of a response. */
export type Ending = Pick<Outcome, 'kind' | 'status' | 'bytes' | 'error'>;

/** What nginx writes into its log when the client leaves before the head; no client ever reads it. */
export const CLIENT_GONE_STATUS = 499;

/**
 * One request's way through the hooks: `attempt` or `answer`, then `leave` or `leaveWith` when the head is due, then `end`.
 * Knows nothing of sockets and bodies; a host's adapter leads it. Each hook runs at most once whatever the host does.
 */
export class Passage {
  readonly exchange: LiveExchange;
  readonly #middlewares: readonly Middleware[];
  /** Forgotten with the answer: it leads to all that a host knows of a request, and a stream lives long. */
  #lastResort: LastResort | undefined;
  /** Request hooks entered so far: these middlewares are owed a response hook and an end hook. */
  #entered = 0;
  /** Response hooks still owed. */
  #owed = 0;
  #hasLeft = false;
  #headMs: number | undefined;
  #error: unknown;

  constructor(middlewares: readonly Middleware[], exchange: LiveExchange, lastResort?: LastResort) {
    this.#middlewares = middlewares;
    this.exchange = exchange;
    this.#lastResort = lastResort;
  }

  /** The response hooks have begun: from now on nothing may change the answer but them. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** `attempt`, with a plain answer to an error that neither a `processError` nor the last resort answered. Never rejects. */
  async answer<T extends Response | undefined>(next: () => T | Promise<T>): Promise<T | Response> {
    try {
      return await this.attempt(next);
    } catch (error) {
      return this.#lastResort?.(error) ?? plainAnswer(error);
    } finally {
      this.#lastResort = undefined;
    }
  }

  /**
   * Request hooks, then `next`, unless a hook answered or the client is gone. `next` may give undefined when it writes the
   * response past us; then so does this. Rejects with an error that no `processError` answered.
   */
  async attempt<T extends Response | undefined>(next: () => T | Promise<T>): Promise<T | Response> {
    try {
      const entered = this.#enter(0);
      const early = isPromise(entered) ? await entered : entered;
      const response = early ?? (this.exchange.isAborted ? clientGone() : await next());
      if (!response || this.#hasLeft || !this.exchange.isAborted) return response;
      discardBody(response);
      return clientGone();
    } catch (error) {
      const response = await this.ask(error);
      if (response) return response;
      throw this.#error;
    }
  }

  /**
   * The Response for an error, from the innermost `processError` that answers; an `HttpError` says itself what it is.
   * Undefined for the host to answer, or when this very error was asked about before. Never rejects.
   */
  async ask(error: unknown): Promise<Response | undefined> {
    if (this.exchange.isAborted) {
      this.#error = error;
      return clientGone();
    }
    if (error === this.#error && error !== undefined) return undefined;
    this.#error = error;
    for (let i = this.#owed - 1; i >= 0; i--) {
      try {
        const response = await this.#middlewares[i]!.processError?.(this.#error, this.exchange);
        if (response) return response;
      } catch (another) {
        this.#error = another;
      }
    }
    return this.#error instanceof HttpError ? plainAnswer(this.#error) : undefined;
  }

  /**
   * Response hooks on a head that is about to be written. Undefined, and all hooks done: write `head` as it is now.
   * A promise: a hook threw or put another Response in its place; write that one instead, it has passed all hooks. Never rejects.
   */
  leave(head: ResponseHead): Promise<Response> | undefined {
    this.#hasLeft = true;
    while (this.#owed > 0) {
      const middleware = this.#middlewares[--this.#owed]!;
      if (!middleware.processResponse) continue;
      try {
        const replacement = middleware.processResponse(head, this.exchange);
        if (replacement) return this.leaveWith(demandResponse(replacement, middleware));
      } catch (error) {
        return this.#recover(error).then(response => this.leaveWith(response));
      }
    }
    this.#headMs = performance.now() - this.exchange.startedAt;
    return undefined;
  }

  /** The Response in the place of a head whose status a hook has made one that no host can send; else undefined. */
  refuse({ status }: ResponseHead, statusBefore: number): Promise<Response> | undefined {
    if (status === statusBefore || isSendable(status)) return undefined;
    this.#error = new RangeError(`A hook has set the status ${status}, which cannot be sent.`);
    return Promise.resolve(plainAnswer(this.#error));
  }

  /** `leave` for a whole Response, which is used up. Gives the one to send, fresh and its own. Never rejects. */
  async leaveWith(response: Response): Promise<Response> {
    try {
      const head = headOf(response);
      const replacement = await this.leave(head);
      if (!replacement) return withHead(response, head, this.exchange.method);
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
    const headMs = this.#headMs ?? totalMs;
    const outcome: Outcome =
      error === undefined ? { ...ending, headMs, totalMs } : { ...ending, headMs, totalMs, error };
    while (this.#entered > 0) {
      const middleware = this.#middlewares[--this.#entered]!;
      try {
        middleware.processEnd?.(outcome, this.exchange);
      } catch (error) {
        reportError(`processEnd of middleware "${middleware.name}" threw; it must not.`, error);
      }
    }
    this.exchange.isOver = true;
  }

  /** Request hooks from `at` on, without a turn of the event loop as long as none of them is asynchronous. */
  #enter(at: number): Response | undefined | Promise<Response | undefined> {
    for (let i = at; i < this.#middlewares.length; i++) {
      this.#owed = this.#entered = i + 1;
      const answer = this.#middlewares[i]!.processRequest?.(this.exchange);
      if (isPromise(answer)) return answer.then(settled => this.#accept(settled) ?? this.#enter(i + 1));
      const response = this.#accept(answer);
      if (response) return response;
    }
    return undefined;
  }

  // biome-ignore lint/suspicious/noConfusingVoidType: what a request hook may give
  #accept(answer: Response | Request | void): Response | undefined {
    if (!answer) return undefined;
    // Not instanceof: a Node host may have put its own classes in the place of the global ones.
    if ('status' in answer) return answer;
    this.exchange.replaceRequest(answer);
    return undefined;
  }

  async #recover(error: unknown): Promise<Response> {
    return (await this.ask(error)) ?? plainAnswer(this.#error);
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
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
