import * as zlib from 'node:zlib';
import { HttpError } from './http-error.ts';

export type Inflater = zlib.Gunzip | zlib.Inflate | zlib.ZstdDecompress;

/** One trip to the thread pool and back brings so much. */
const inflateChunkBytes = 64 * 1024;

const inflaters: Readonly<Record<string, () => Inflater>> = {
  gzip: () => zlib.createGunzip({ chunkSize: inflateChunkBytes }),
  'x-gzip': () => zlib.createGunzip({ chunkSize: inflateChunkBytes }),
  deflate: () => zlib.createInflate({ chunkSize: inflateChunkBytes }),
  // zstd came to Node with 22.15.
  ...('createZstdDecompress' in zlib && { zstd: () => zlib.createZstdDecompress({ chunkSize: inflateChunkBytes }) }),
};

/** What undoes the encoding of a body; undefined for one that has none. Throws `HttpError` 415 for another encoding. */
export function createInflater(request: Request): Inflater | undefined {
  const encoding = encodingOf(request);
  if (encoding === '' || encoding === 'identity') return undefined;
  if (Object.hasOwn(inflaters, encoding)) return inflaters[encoding]!();
  const accepted = Object.keys(inflaters).filter(name => !name.startsWith('x-'));
  const message = `The body has the encoding "${encoding}"; send it as ${accepted.join(', ')} or without an encoding.`;
  throw new HttpError(415, message, { headers: { 'Accept-Encoding': accepted.join(', ') } });
}

/** What a failing inflater means to the sender; other errors as they are. */
export function explainInflateError(request: Request, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code)))) return error;
  const message = `The body is not whole ${encodingOf(request)}: it is damaged or ends early. Send it again.`;
  return new HttpError(400, message, { cause: error });
}

/** More comes out of a body than anybody sends honestly. */
export function tooDense(): HttpError {
  return new HttpError(413, 'The body grows too much when it is decompressed. Send it in smaller pieces.');
}

function encodingOf(request: Request): string {
  return (request.headers.get('content-encoding') ?? '').trim().toLowerCase();
}
