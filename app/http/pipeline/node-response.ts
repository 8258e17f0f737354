import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { ResponseHead } from '../middleware.ts';
import { asError } from './as-error.ts';
import { CountedWriting, sizeBytes } from './counted-writing.ts';
import { applyHead, implyLength, takesTrailers } from './node-head.ts';
import { NodeHeaders } from './node-headers.ts';
import { onSocketClose } from './on-socket-close.ts';
import { CLIENT_GONE_STATUS, type Ending, type Passage } from './passage.ts';
import { reportError } from './report-error.ts';
import { carriesBody, discardBody, dropForbiddenLength } from './response.ts';
import { hasClosed, streamOf } from './stream-of.ts';
import { type Writing, writeResponse } from './write-response.ts';

/** What the adapter of a host knows. Called at most once each. */
export interface NodeHost {
  /** Right before the response hooks: time to tell the route. */
  readonly onHead?: () => void;
  /** The response has closed, and not all of it was sent; before the end hooks. */
  readonly onGone?: () => void;
}

/**
 * Ties a passage to a Node response (HTTP/1 or the HTTP/2 compatibility one): response hooks run inside `writeHead`,
 * explicit or implied, whoever calls it; end hooks after the response has closed. Make it before anything writes.
 * Back-pressure stays the response's own: writes are passed through and only counted.
 */
export class NodeResponse {
  readonly #passage: Passage;
  readonly #outgoing: ServerResponse;
  readonly #host: NodeHost;
  readonly #writing: CountedWriting;
  #error: unknown;
  /** All response hooks are done (they have begun since `passage.hasLeft`). */
  #hasHead = false;
  /** A hook put another Response in the place of the one being written, whose writes now lead nowhere. */
  #isTakenOver = false;
  #isSettled = false;
  #isClosed = false;
  /** It closed before there was a head, whatever was written to it then. */
  #isUnsent = false;
  #forgetSocket: (() => void) | undefined;
  #isOver = false;

  constructor(passage: Passage, outgoing: ServerResponse, host: NodeHost = {}) {
    this.#passage = passage;
    this.#outgoing = outgoing;
    this.#host = host;
    this.#writing = new CountedWriting(outgoing);
    passage.exchange.outgoing = outgoing;
    this.#hook();
    // Behind the other listeners of 'close', so that the end hooks find `signal` aborted when the client left.
    const onClose = () => queueMicrotask(() => this.#close());
    if (hasClosed(outgoing)) onClose();
    else outgoing.on('close', onClose); // only the first time counts
    // A pipelined response that waits for the one before it has no socket yet; Node before 24 never closes it if that one breaks.
    if (!outgoing.socket && !streamOf(outgoing)) this.#forgetSocket = onSocketClose(outgoing.req.socket, onClose);
  }

  /**
   * Leads the request to `next`. Gives the Response that the host is to write, or undefined when somebody writes to the
   * Node response directly: so says `next`, by undefined. An error after the head was written destroys the connection.
   */
  answer<T extends Response | undefined>(next: () => T | Promise<T>): Promise<Response | undefined> {
    return this.#settle(this.#passage.answer(() => this.#unlessSent(next)));
  }

  /** The same for hosts with an error handling of their own: rejects with an error that no hook answered, to be given to it. */
  attempt(next: () => undefined | Promise<undefined>): Promise<Response | undefined> {
    return this.#settle(this.#passage.attempt(() => this.#unlessSent(next)));
  }

  /** An error that the host heard of. True: it is answered or over, and the host must do nothing. */
  async recover(error: unknown): Promise<boolean> {
    if (this.#passage.hasLeft) {
      this.#break(error);
      return true;
    }
    const response = await this.#passage.ask(error);
    if (response) await writeResponse(response, this.#outgoing);
    return response !== undefined;
  }

  async #settle(answer: Promise<Response | undefined>): Promise<Response | undefined> {
    try {
      return await answer;
    } finally {
      this.#isSettled = true;
      this.#endIfOver();
    }
  }

  async #unlessSent<T>(next: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await next();
    } catch (error) {
      if (!this.#passage.hasLeft) throw error;
      this.#break(error);
      return undefined;
    }
  }

  /** Puts the hooks before the methods of the response. */
  #hook(): void {
    const outgoing = this.#outgoing as unknown as Writing;
    outgoing.writeHead = (...args) => this.#writeHead(args);
    // False holds the source of the replaced body back until 'close' tells it to stop.
    outgoing.write = (...args) => this.#isForHost() && this.#writing.write(...args);
    outgoing.end = (...args) =>
      this.#isForHost(sizeBytes(args)) ? this.#writing.end(...args) : this.#endElsewhere(args);
  }

  /** The host believes that it has ended its response, and wants to know when that is out. */
  #endElsewhere(args: readonly unknown[]): ServerResponse {
    const done = args.at(-1);
    if (typeof done === 'function') this.#outgoing.once('finish', done as () => void);
    return this.#outgoing;
  }

  /**
   * Whether what the host writes now goes to the client. Writes the head first if it is only implied: Node would do
   * so in the midst of writing the body, when it is too late to put another one in its place.
   */
  #isForHost(lengthBytes?: number): boolean {
    if (!this.#passage.hasLeft && !this.#outgoing.headersSent) {
      if (lengthBytes !== undefined) implyLength(this.#outgoing, lengthBytes);
      this.#outgoing.writeHead(this.#outgoing.statusCode);
    }
    return !this.#isTakenOver;
  }

  #writeHead(args: readonly unknown[]): ServerResponse {
    const outgoing = this.#outgoing;
    if (this.#isTakenOver || this.#isHonosHeadAfterRaw()) return outgoing;
    if (this.#isClosed && !this.#passage.hasLeft) this.#leaveUnsent();
    if (this.#passage.hasLeft) return this.#writing.writeHead(...args);
    const status = Number(args[0]);
    // Nothing that Node can send: it says so to the host, which then answers with an error.
    if (!(status >= 100 && status <= 999)) return this.#writing.writeHead(...args);
    this.#host.onHead?.();
    const reason = applyHead(outgoing, args);
    const head = this.#headOf(status);
    const replacement = this.#passage.leave(head) ?? this.#passage.refuse(head, status);
    if (replacement) {
      this.#takeOver(replacement);
      return outgoing;
    }
    this.#hasHead = true;
    dropForbiddenLength(head);
    if (head.status === status) this.#writing.writeHead(status, ...reason);
    else this.#writing.writeHead(head.status, ...reasonOf(outgoing, head.status));
    this.#endIfOver();
    return outgoing;
  }

  #headOf(status: number): ResponseHead {
    const headers = new NodeHeaders(this.#outgoing);
    if (!takesTrailers(this.#outgoing, status)) return { status, headers };
    const sendTrailer = (name: string, value: () => string) => {
      headers.append('Trailer', name);
      this.#writing.sendTrailer(name, value);
    };
    return { status, headers, sendTrailer };
  }

  /** Hono answers HEAD with a copy of the GET response, so its host writes a head even if the handler has written one. */
  #isHonosHeadAfterRaw(): boolean {
    return this.#outgoing.headersSent && this.#outgoing.req.method === 'HEAD';
  }

  async #takeOver(replacement: Promise<Response>): Promise<void> {
    this.#isTakenOver = true;
    const response = await replacement;
    this.#hasHead = true;
    this.#endIfOver();
    if (this.#isOver) return discardBody(response);
    for (const name of this.#outgoing.getHeaderNames()) this.#outgoing.removeHeader(name);
    this.#writing.forgetTrailers();
    // Some hosts tell Node the length without a header; taking the header away makes it forget that one, too.
    this.#outgoing.removeHeader('Content-Length');
    await writeResponse(response, this.#outgoing, this.#writing);
  }

  #break(error: unknown): void {
    // Whoever waits for a client that left is told so by an error; it says nothing new.
    if (isAbort(error, this.#passage.exchange.signal)) return;
    if (this.#isOver || this.#isTakenOver) {
      reportError('A handler failed after its response was over, or replaced by a middleware.', error);
      return;
    }
    this.#error = error;
    if (!this.#outgoing.writableEnded) this.#outgoing.destroy(asError(error));
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#forgetSocket?.();
    if (!isComplete(this.#outgoing)) this.#host.onGone?.();
    this.#endIfOver();
  }

  #endIfOver(): void {
    if (!this.#isClosed || this.#isOver) return;
    if (this.#isSettled && !this.#passage.hasLeft) this.#leaveUnsent();
    if (!this.#hasHead) return;
    this.#isOver = true;
    this.#passage.end(this.#ending());
  }

  /** The client left before there was a head, so nobody will write one; the response hooks are owed all the same. */
  #leaveUnsent(): void {
    this.#isUnsent = true;
    this.#host.onHead?.();
    const replacement = this.#passage.leave({ status: CLIENT_GONE_STATUS, headers: new Headers() });
    if (replacement) this.#takeOver(replacement);
    else this.#hasHead = true;
  }

  #ending(): Ending {
    const { headersSent, statusCode, req } = this.#outgoing;
    const status = headersSent && !this.#isUnsent ? statusCode : CLIENT_GONE_STATUS;
    const bytes = carriesBody(req.method ?? 'GET', status) ? this.#writing.bytes + this.#passage.exchange.pastBytes : 0;
    const error = this.#error ?? errorOf(this.#outgoing);
    if (error !== undefined) return { kind: 'error', status, bytes, error };
    return { kind: isComplete(this.#outgoing) ? 'complete' : 'client-aborted', status, bytes };
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));
}

/** A phrase that the host has chosen does not fit the status of a hook. HTTP/2 has none, and warns of any. */
function reasonOf(outgoing: ServerResponse, status: number): readonly string[] {
  return streamOf(outgoing) ? [] : [STATUS_CODES[status] ?? 'Unknown'];
}

/** Why the host gave up. A connection that was reset is a client that left, which is no error. */
function errorOf(outgoing: ServerResponse): Error | undefined {
  const error: NodeJS.ErrnoException | null = outgoing.errored ?? streamOf(outgoing)?.errored ?? null;
  return error && error.code !== 'ECONNRESET' ? error : undefined;
}

/** Both are needed: HTTP/2 calls a stream that was reset finished, and an end that waits for the client is no end yet. */
function isComplete(outgoing: ServerResponse): boolean {
  return outgoing.writableEnded && outgoing.writableFinished;
}
