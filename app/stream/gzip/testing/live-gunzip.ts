import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

/** A decoder that is fed piece by piece, as a browser's is, and shows what it has after each. */
export interface LiveGunzip {
  /** What comes out of these bytes, once all of them were taken. Rejects when they are no gzip. */
  add(bytes: Uint8Array): Promise<string>;
  /** What had been held back, at the end. Rejects when the stream was cut off, or its sums are wrong. */
  end(): Promise<string>;
}

/** A decoder at the beginning of its stream. */
export function liveGunzip(): LiveGunzip {
  const decoder = createGunzip();
  let pieces: Buffer[] = [];
  const failed = once(decoder, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => {}); // told by whichever call comes next
  const ended = once(decoder, 'end');
  ended.catch(() => {});
  decoder.on('data', piece => pieces.push(piece));
  const take = () => {
    const text = Buffer.concat(pieces).toString();
    pieces = [];
    return text;
  };
  return {
    async add(bytes) {
      await Promise.race([failed, new Promise(resolve => decoder.write(bytes, resolve))]);
      return take();
    },
    async end() {
      decoder.end();
      await Promise.race([failed, ended]);
      return take();
    },
  };
}
