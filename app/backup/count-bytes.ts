import type { Progress } from './progress.ts';

/** A step of a pipeline that lets everything through and tells how much it was. */
export function countBytes(progress: Progress) {
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let doneBytes = 0;
    for await (const chunk of chunks) {
      doneBytes += chunk.length;
      progress.at(doneBytes);
      yield chunk;
    }
  };
}
