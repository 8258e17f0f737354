import type { ServerResponse } from 'node:http';
import { reportError } from './report-error.ts';
import type { Writing } from './write-response.ts';

/** A Node response's own methods, as they were before anybody hooked into them; counts the bytes of the body and sends trailers. */
export class CountedWriting implements Writing {
  /** Given to the response so far, without head and chunk framing. */
  bytes = 0;
  readonly #outgoing: ServerResponse;
  readonly #plain: Writing;
  readonly #trailers: [name: string, value: () => string][] = [];

  constructor(outgoing: ServerResponse) {
    this.#outgoing = outgoing;
    // Node's types list overloads, which cannot be wrapped one by one.
    const { writeHead, write, end } = outgoing as unknown as Writing;
    this.#plain = { writeHead, write, end };
  }

  writeHead(...args: unknown[]): ServerResponse {
    return this.#plain.writeHead.apply(this.#outgoing, args);
  }

  write(...args: unknown[]): boolean {
    this.bytes += sizeBytes(args);
    return this.#plain.write.apply(this.#outgoing, args);
  }

  end(...args: unknown[]): ServerResponse {
    const before = this.bytes;
    for (const [name, value] of this.#trailers.splice(0)) this.#addTrailer(name, value);
    this.#plain.end.apply(this.#outgoing, args);
    // HTTP/2 hands the last chunk to `write`, which counted it; HTTP/1 does not.
    if (this.bytes === before) this.bytes += sizeBytes(args);
    return this.#outgoing;
  }

  /** To be sent behind the body. */
  sendTrailer(name: string, value: () => string): void {
    this.#trailers.push([name, value]);
  }

  forgetTrailers(): void {
    this.#trailers.length = 0;
  }

  #addTrailer(name: string, value: () => string): void {
    try {
      this.#outgoing.addTrailers({ [name]: value() });
    } catch (error) {
      reportError(`The trailer ${name} could not be sent.`, error);
    }
  }
}

/** Arguments of `write` and `end`: chunk, encoding and callback, each of which may be missing. */
export function sizeBytes([chunk, encoding]: readonly unknown[]): number {
  if (chunk instanceof Uint8Array) return chunk.byteLength;
  if (typeof chunk !== 'string') return 0;
  return Buffer.byteLength(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
}
