import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Handler } from '../middleware.tck.ts';

export const hello: Handler = () => new Response('hello');

export const fail = (error: Error) => () => {
  throw error;
};

export const boom = fail(new Error('boom'));

/** Lets the client leave, and resolves when the server knows. */
export async function leave(client: AbortController, signal: AbortSignal): Promise<void> {
  const gone = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => gone.resolve());
  client.abort();
  await gone.promise;
}

export function streamOf(chunks: readonly string[], error: Error): ReadableStream<Uint8Array<ArrayBuffer>> {
  const waiting = chunks.map(chunk => new TextEncoder().encode(chunk));
  return new ReadableStream({
    async pull(controller) {
      await nextTurn(); // the head goes out before the body breaks
      const chunk = waiting.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(error);
    },
  });
}

/** Gives one chunk, then stays open until it is cancelled. */
export function endless(chunk: string, onCancel: (reason: unknown) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode(chunk)),
    cancel: onCancel,
  });
}
