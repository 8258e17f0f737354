import type { Cursor, StreamBuffer } from '../../stream/buffer.ts';

/**
 * A reader that gets the newest frame each time it can take one, and skips what came meanwhile: a slow viewer sees fewer
 * pictures, never old ones. `onSkip` is told each time.
 */
export function newestCursor(buffer: StreamBuffer, onSkip: () => void): Cursor {
  const cursor = buffer.cursor('latest');
  return {
    get seq() {
      return cursor.seq;
    },
    get lag() {
      return cursor.lag;
    },
    get ejected() {
      return cursor.ejected;
    },
    read() {
      if (cursor.lag > 1) {
        cursor.seek(buffer.nextSeq - 1);
        onSkip();
      }
      return cursor.read(1); // one frame, however large
    },
    wait: signal => cursor.wait(signal),
    whenReadable: waiter => cursor.whenReadable(waiter),
    seek: to => cursor.seek(to),
    [Symbol.dispose]: () => cursor[Symbol.dispose](),
  };
}
