import type { TextSink } from './text-sink.ts';

/** Standard output. A piece is let go when the pipe has taken it, so nothing gathers in memory before a slow reader. */
export function createStdoutSink(): TextSink {
  let sentBytes = 0;
  process.stdout.on('error', () => {}); // told to who wrote
  return {
    put: bytes =>
      new Promise((resolve, reject) => {
        sentBytes += bytes.length;
        process.stdout.write(bytes, error => (error ? reject(error) : resolve()));
      }),
    settle: async () => sentBytes,
  };
}
