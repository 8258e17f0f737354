import type { ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { setNodeOutgoing } from '../node-outgoing.ts';
import { asError } from './as-error.ts';
import { implyLength, readHead, settleHeaders } from './node-head.ts';
import { CLIENT_GONE_STATUS, type Ending, type Passage } from './passage.ts';
import { reportError } from './report-error.ts';
import { carriesBody, discardBody } from './response.ts';
import { type Writing, writeResponse } from './write-response.ts';

/**
 * Ties a passage to a Node response (HTTP/1 or the HTTP/2 compatibility one): response hooks run inside `writeHead`,
 * explicit or implied, whoever calls it; end hooks after the response has closed. Make it before anything writes.
 * Back-pressure stays the response's own: writes are passed through and only counted.
 */
export class NodeResponse {
  readonly #passage: Passage;
  readonly #outgoing: ServerResponse;
  readonly #counted: Writing;
  #bytes = 0;
  #error: unknown;
  /** All response hooks are done (they have begun since `passage.hasLeft`). */
  #hasHead = false;
  /** A hook put another Response in the place of the one being written, whose writes now lead nowhere. */
  #isTakenOver = false;
  #isSettled = false;
  #isClosed = false;
  #isOver = false;

  constructor(passage: Passage, outgoing: ServerResponse) {
    this.#passage = passage;
    this.#outgoing = outgoing;
    this.#counted = this.#countedWriting();
    setNodeOutgoing(passage.exchange, outgoing);
    Object.assign(outgoing, this.#hookedWriting());
    // Behind the other listeners of 'close', so that the end hooks find `signal` aborted when the client left.
    const onClose = () => queueMicrotask(() => this.#close());
    if (outgoing.closed || streamOf(outgoing)?.closed) onClose();
    else outgoing.once('close', onClose);
  }

  /**
   * Leads the request to `next`. Gives the Response that the host is to write, or undefined when somebody writes to the
   * Node response directly: so says `next`, by undefined. An error after the head was written destroys the connection.
   */
  async answer<T extends Response | undefined>(
    next: (request: Request) => T | Promise<T>,
  ): Promise<Response | undefined> {
    const response = await this.#passage.answer<T | undefined>(async request => {
      try {
        return await next(request);
      } catch (error) {
        if (!this.#passage.hasLeft) throw error;
        this.#break(error);
        return undefined;
      }
    });
    this.#isSettled = true;
    this.#endIfOver();
    return response;
  }

  #countedWriting(): Writing {
    // Node's types list overloads, which cannot be wrapped one by one.
    const { writeHead, write, end } = this.#outgoing as unknown as Writing;
    return {
      writeHead: (...args) => writeHead.apply(this.#outgoing, args),
      write: (...args) => {
        this.#bytes += sizeBytes(args);
        return write.apply(this.#outgoing, args);
      },
      end: (...args) => {
        const before = this.#bytes;
        end.apply(this.#outgoing, args);
        // HTTP/2 hands the last chunk to `write`, which counted it; HTTP/1 does not.
        if (this.#bytes === before) this.#bytes += sizeBytes(args);
        return this.#outgoing;
      },
    };
  }

  #hookedWriting(): Writing {
    const { write, end } = this.#counted;
    return {
      writeHead: (...args) => this.#writeHead(args),
      // False holds the source of the replaced body back until 'close' tells it to stop.
      write: (...args) => this.#isForHost() && write(...args),
      end: (...args) => (this.#isForHost(sizeBytes(args)) ? end(...args) : this.#outgoing),
    };
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
    if (this.#isTakenOver || this.#isHonosHeadAfterRaw()) return this.#outgoing;
    if (this.#passage.hasLeft) return this.#counted.writeHead(...args);
    const { head, reason } = readHead(this.#outgoing, args);
    const replacement = this.#passage.leave(head);
    if (replacement) {
      this.#takeOver(replacement);
      return this.#outgoing;
    }
    this.#hasHead = true;
    this.#counted.writeHead(head.status, ...reason, settleHeaders(this.#outgoing, head));
    this.#endIfOver();
    return this.#outgoing;
  }

  /** Hono answers HEAD with a copy of the GET response, so its host writes a head even if the handler has written one. */
  #isHonosHeadAfterRaw(): boolean {
    return this.#outgoing.req.method === 'HEAD' && this.#outgoing.headersSent;
  }

  async #takeOver(replacement: Promise<Response>): Promise<void> {
    this.#isTakenOver = true;
    const response = await replacement;
    this.#hasHead = true;
    this.#endIfOver();
    if (this.#isOver) return discardBody(response);
    for (const name of this.#outgoing.getHeaderNames()) this.#outgoing.removeHeader(name);
    await writeResponse(response, this.#outgoing, this.#counted);
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
    this.#isClosed = true;
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
    const replacement = this.#passage.leave({ status: CLIENT_GONE_STATUS, headers: new Headers() });
    if (replacement) this.#takeOver(replacement);
    else this.#hasHead = true;
  }

  #ending(): Ending {
    const { headersSent, statusCode, req, errored } = this.#outgoing;
    const status = headersSent ? statusCode : CLIENT_GONE_STATUS;
    const bytes = carriesBody(req.method ?? 'GET', status) ? this.#bytes : 0;
    const error = this.#error ?? errored ?? streamOf(this.#outgoing)?.errored ?? undefined;
    if (error !== undefined) return { kind: 'error', status, bytes, error };
    return { kind: isComplete(this.#outgoing) ? 'complete' : 'client-aborted', status, bytes };
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));
}

/** Both are needed: HTTP/2 calls a stream that was reset finished, and an end that waits for the client is no end yet. */
function isComplete(outgoing: ServerResponse): boolean {
  return outgoing.writableEnded && outgoing.writableFinished;
}

function streamOf(outgoing: ServerResponse & { readonly stream?: ServerHttp2Stream }): ServerHttp2Stream | undefined {
  return outgoing.stream;
}

/** Arguments of `write` and `end`: chunk, encoding and callback, each of which may be missing. */
function sizeBytes([chunk, encoding]: readonly unknown[]): number {
  if (chunk instanceof Uint8Array) return chunk.byteLength;
  if (typeof chunk !== 'string') return 0;
  return Buffer.byteLength(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
}
