import type { Cursor } from '../stream/buffer.ts';
import { HttpError } from './http-error.ts';
import type { Screen } from './screen.ts';
import type { Hold } from './screens.ts';
import type { Ticket } from './stream-gate.ts';
import { TEXT_AREA } from './text-scene.ts';

export interface LiveTextOptions {
  readonly ticket: Pick<Ticket, 'onEnd'>;
  /** The screen as it is now: called at first, and again whenever one has ended. Throws a 404 when there is none any more. */
  readonly hold: () => Promise<Hold>;
  /** What is sent for a text, the whole of it each time. */
  readonly frameOf: (text: string) => string;
}

/**
 * What a screen of text shows, again whenever it has changed: each time the newest, made when the one before has been taken, so that
 * who reads slowly misses steps and nothing else. Ends with the signal and with the ticket.
 */
export async function* liveTextFrames(
  { ticket, hold, frameOf }: LiveTextOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const ending = new AbortController();
  ticket.onEnd(() => ending.abort());
  const over = AbortSignal.any([signal, ending.signal]);
  const encoder = new TextEncoder();
  while (!over.aborted) {
    try {
      using held = await hold();
      for await (const text of textsOf(held.screen, over)) yield encoder.encode(frameOf(text));
    } catch (error) {
      if (!(error instanceof HttpError) || error.status !== 404) throw error;
      yield encoder.encode(frameOf(error.message));
      return;
    }
  }
}

/** Until the screen ends, as it does when what it shows is changed. */
async function* textsOf(screen: Screen, over: AbortSignal): AsyncGenerator<string> {
  using cursor = screen.join(undefined).cursor;
  over.addEventListener('abort', () => cursor[Symbol.dispose](), { once: true });
  let shown: string | undefined;
  do {
    const text = screen.html(TEXT_AREA);
    if (text !== shown) yield text;
    shown = text;
  } while (await hasMoved(cursor));
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
