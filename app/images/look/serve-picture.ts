import { HttpError } from '../../http/http-error.ts';
import { nodeOutgoing } from '../../http/node-outgoing.ts';
import type { MemoryBudget } from '../intake/memory-budget.ts';
import type { Stored } from '../kept/calls.ts';

export interface PictureToServe {
  readonly etag: string;
  readonly isImmutable: boolean;
  /** Without its ending. */
  readonly fileName: string;
  readonly atMs?: number;
  /** Of the bytes, as far as it is known before they are read. */
  readonly sizeBytes: number;
  readonly read: () => Promise<Stored | undefined>;
}

const NEVER_CHANGES = 'private, max-age=31536000, immutable';
/** It may be kept, but must be asked for each time: mostly the answer is 304. */
const ASK_EACH_TIME = 'private, no-cache';

/**
 * A picture as the answer to a request. It never runs as a page, whatever is in it: its type is said and not to be guessed,
 * and it stands in a sandbox. The bytes count in the budget until the viewer has them.
 */
export async function servePicture(request: Request, wanted: PictureToServe, budget: MemoryBudget): Promise<Response> {
  const { etag, isImmutable, fileName, atMs, sizeBytes, read } = wanted;
  const headers = {
    ETag: etag,
    'Cache-Control': isImmutable ? NEVER_CHANGES : ASK_EACH_TIME,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    ...(atMs !== undefined && { 'Last-Modified': new Date(atMs).toUTCString() }),
  };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  const part = budget.open();
  try {
    part.hold(sizeBytes);
    const stored = await read();
    if (!stored) throw new HttpError(404, 'This picture is not kept any more.');
    part.hold(stored.bytes.byteLength);
    const outgoing = nodeOutgoing(request);
    if (outgoing?.destroyed === false) outgoing.once('close', () => part[Symbol.dispose]());
    else part[Symbol.dispose]();
    const disposition = `inline; filename="${fileName}.${stored.format === 'jpeg' ? 'jpg' : stored.format}"`;
    return new Response(stored.bytes, {
      headers: { ...headers, 'Content-Type': `image/${stored.format}`, 'Content-Disposition': disposition },
    });
  } catch (error) {
    part[Symbol.dispose]();
    throw error;
  }
}

function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match') ?? '';
  return known.split(',').some(each => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}
