import { createGarbageBound } from './garbage-bound.ts';

/** Goes through large work piece by piece, and collects what the pieces have left whenever it has become much. */
export async function* boundedGarbage<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  const tidy = createGarbageBound();
  for await (const piece of pieces) {
    yield piece;
    tidy();
  }
}
