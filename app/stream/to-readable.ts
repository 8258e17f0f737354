import type { Cursor } from './buffer.ts';

export interface ReadableOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes to send in the place of frames that were lost to this reader. Without it a gap fails the stream. */
  readonly onGap?: (gap: { readonly missed: number }) => Uint8Array;
}

/**
 * What a cursor reads as a web stream, for hosts without a Node response: `new Response(toReadable(cursor))`.
 *
 * Pulled chunk by chunk, never ahead. The chunks are views of the log's memory, not copies: do not write to them, nor
 * transfer or detach them. As nobody can see when the consumer is done, the segments it saw are never written again.
 * It takes the cursor over: end of the log, `cancel()`, the signal (with its reason) and a gap without `onGap` dispose it.
 */
export function toReadable(cursor: Cursor, options: ReadableOptions = {}): ReadableStream<Uint8Array> {
  const pullNext = (controller: Controller) => pull(cursor, controller, options).catch(error => fail(cursor, error));
  // Not a byte stream: that one would detach the segment from under all other readers.
  return new ReadableStream<Uint8Array>(
    { pull: pullNext, cancel: () => cursor[Symbol.dispose]() },
    { highWaterMark: 0 },
  );
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

async function pull(cursor: Cursor, controller: Controller, options: ReadableOptions): Promise<void> {
  for (;;) {
    options.signal?.throwIfAborted();
    const result = cursor.read();
    switch (result.kind) {
      case 'data':
        for (const chunk of result.lease.chunks) controller.enqueue(chunk);
        return result.lease.abandon();
      case 'gap':
        controller.enqueue(gapNotice(result.missed, options));
        break;
      case 'empty':
        await cursor.wait(options.signal);
        break;
      case 'end':
        if (result.error !== undefined) throw result.error;
        return controller.close();
    }
  }
}

function gapNotice(missed: number, { onGap }: ReadableOptions): Uint8Array {
  if (!onGap) throw new Error(`The reader was overtaken and missed ${missed} frames: pass onGap to go on after a gap.`);
  return onGap({ missed });
}

function fail(cursor: Cursor, error: unknown): never {
  cursor[Symbol.dispose]();
  throw error;
}
