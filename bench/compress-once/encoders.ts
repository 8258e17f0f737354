import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';

const WINDOW_BYTES = 32 * 1024;
const { Z_SYNC_FLUSH } = constants;

/** Bytes of each frame, and CPU time of the process for all of them. */
export interface Encoded {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly cpuMs: number;
  /** The longest time that the event loop stood still. */
  readonly longestMs: number;
}

/** The ways to compress frames one by one that were thought of, over the same frames. */
export async function tryEncoders(frames: readonly Buffer[]): Promise<Encoded[]> {
  const tried: Encoded[] = [];
  for (const level of [1, 4, 6, 9])
    tried.push(await measure(`dictionary, level ${level}`, frames, withDictionary(level)));
  tried.push(await measure('alone, level 6', frames, async frame => deflate(frame, 6).byteLength));
  tried.push(await measure('compressor kept, level 6', frames, keptCompressor()));
  return tried;
}

function withDictionary(level: number) {
  let window = Buffer.alloc(0);
  return async (frame: Buffer) => {
    const { byteLength } = deflate(frame, level, window);
    window = Buffer.concat([window, frame]).subarray(-WINDOW_BYTES);
    return byteLength;
  };
}

function deflate(frame: Buffer, level: number, dictionary?: Buffer): Buffer {
  return deflateRawSync(frame, { level, finishFlush: Z_SYNC_FLUSH, ...(dictionary?.byteLength && { dictionary }) });
}

/** One stream of Node for all frames, as each viewer has where nothing is shared. It works in another thread. */
function keptCompressor() {
  const stream = createDeflateRaw({ level: 6 });
  let size = 0;
  stream.on('data', ({ length }) => {
    size += length;
  });
  return async (frame: Buffer) => {
    size = 0;
    stream.write(frame);
    const flushed = Promise.withResolvers<void>();
    stream.flush(Z_SYNC_FLUSH, () => flushed.resolve());
    await flushed.promise;
    return size;
  };
}

async function measure(
  name: string,
  frames: readonly Buffer[],
  encode: (frame: Buffer) => Promise<number>,
): Promise<Encoded> {
  const sizes: number[] = [];
  let longestMs = 0;
  const before = process.cpuUsage();
  for (const frame of frames) {
    const startMs = performance.now();
    const size = encode(frame);
    longestMs = Math.max(longestMs, performance.now() - startMs);
    sizes.push(await size);
  }
  const { user, system } = process.cpuUsage(before);
  return { name, sizes, cpuMs: (user + system) / 1000, longestMs };
}
