import type { Cursor } from '../stream/buffer.ts';
import { HttpError } from './http-error.ts';
import type { StreamEnd } from './metering/stream-counts.ts';
import type { Screen } from './screen.ts';
import type { Hold } from './screens.ts';
import type { Ticket } from './stream-gate.ts';
import { TEXT_AREA } from './text-scene.ts';

/** `no-transform` and `X-Accel-Buffering` keep proxies from holding frames back. */
const HEADERS = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

export interface LiveTextOptions {
  readonly ticket: Ticket;
  /** The screen as it is now: called at first, and again whenever one has ended. Throws a 404 when there is none any more. */
  readonly hold: () => Promise<Hold>;
  /** What is sent for a text, the whole of it each time. */
  readonly frameOf: (text: string) => string;
}

/**
 * Sends what a screen of text shows, again whenever it has changed, to a terminal that stays: each time the newest, and only when
 * the one before has been taken, so that who reads slowly misses steps and nothing else.
 */
export function serveLiveText(request: Request, options: LiveTextOptions): Response {
  const { ticket } = options;
  if (request.method === 'HEAD') {
    ticket.leave();
    return new Response(null, { headers: HEADERS });
  }
  const reading = new Reading(request.signal, options);
  const frames = reading.frames();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await frames.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          ticket.leave('over');
          controller.close();
        } catch (error) {
          ticket.leave('failed' satisfies StreamEnd);
          throw error;
        }
      },
      cancel() {
        reading.stop();
        ticket.leave();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, { headers: HEADERS });
}

class Reading {
  readonly #options: LiveTextOptions;
  #cursor: Cursor | undefined;
  #isOver = false;

  constructor(signal: AbortSignal, options: LiveTextOptions) {
    this.#options = options;
    signal.addEventListener('abort', () => this.stop(), { once: true });
    options.ticket.onEnd(() => this.stop());
  }

  stop(): void {
    this.#isOver = true;
    this.#cursor?.[Symbol.dispose]();
  }

  async *frames(): AsyncGenerator<string> {
    while (!this.#isOver) {
      try {
        using hold = await this.#options.hold();
        yield* this.#framesOf(hold.screen);
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 404) throw error;
        yield this.#options.frameOf(error.message);
        return;
      }
    }
  }

  /** Until the screen ends, as it does when what it shows is changed. */
  async *#framesOf(screen: Screen): AsyncGenerator<string> {
    const { cursor } = screen.join(undefined);
    this.#cursor = cursor;
    let shown: string | undefined;
    try {
      while (!this.#isOver) {
        const text = screen.html(TEXT_AREA);
        if (text !== shown) yield this.#options.frameOf(text);
        shown = text;
        if (!(await hasMoved(cursor))) return;
      }
    } finally {
      cursor[Symbol.dispose]();
    }
  }
}

/** True when something was told since the last time; false when nothing will be any more. */
async function hasMoved(cursor: Cursor): Promise<boolean> {
  for (let isNew = false; ; ) {
    const result = cursor.read();
    if (result.kind === 'end') return false;
    if (result.kind === 'data') {
      result.lease.release();
      isNew = true;
    } else if (result.kind === 'gap') {
      cursor.seek('latest');
      return true;
    } else if (isNew) return true;
    else await cursor.wait();
  }
}
