import { setTimeout } from 'node:timers/promises';
import { RefusedError } from '../../backup/refused-error.ts';
import { whyUnreachable } from '../host-post.ts';
import { reconnectDelayMs } from '../reconnect-delay.ts';
import type { Target } from '../target.ts';
import { readFrames, type TailFrame, type ToldLine } from './read-frames.ts';
import { hrefOf, type TailWish } from './tail-wish.ts';

export interface TailOptions {
  readonly target: Target;
  readonly wish: TailWish;
  /** Resolves when there is room for another one. */
  readonly print: (line: ToldLine) => Promise<void>;
  /** A sentence about the link. */
  readonly say: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Prints lines until the signal aborts, over every loss of the link: it goes on after the last line. Rejects with a RefusedError when the
 * server is not there at first, or will not tell.
 */
export async function runTail({ target, wish, print, say, signal }: TailOptions): Promise<void> {
  let cursor: number | undefined;
  let hasBeenThere = false;
  /** Since the last word of the server. */
  let attempts = 0;
  const take = async (frame: TailFrame) => {
    hasBeenThere = true;
    attempts = 0;
    if ('gap' in frame) say('Some lines had run out before they could be read.');
    else if ('cursor' in frame) cursor = frame.cursor;
    else {
      await print(frame);
      cursor = frame.seq;
    }
  };
  while (!signal.aborted) {
    const why = await hear(readFrames(target, hrefOf(wish, cursor), signal), take);
    if (signal.aborted) return;
    if (why instanceof RefusedError) throw why;
    if (!hasBeenThere) throw new RefusedError(notThere(why, target), { cause: why });
    if (attempts === 0) say(`Link lost, trying again (${whyUnreachable(why)}).`);
    await setTimeout(reconnectDelayMs(attempts++), undefined, { signal }).catch(() => {}); // it is time to end
  }
}

/** Gives why it ended. */
async function hear(frames: AsyncIterable<TailFrame>, take: (frame: TailFrame) => Promise<void>): Promise<Error> {
  try {
    for await (const frame of frames) await take(frame);
    return new Error('the server ended it', { cause: { message: 'the server ended it' } });
  } catch (error) {
    return error as Error;
  }
}

function notThere(why: Error, { url }: Target): string {
  return why.message.startsWith(url.origin) ? why.message : `${url.origin} does not answer (${whyUnreachable(why)}).`;
}
