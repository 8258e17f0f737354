import { createHash } from 'node:crypto';

/** It may be kept, but must be asked for each time: mostly the answer is 304. */
const ASK_EACH_TIME = 'private, no-cache';

export interface Tagged {
  /** In place of that of the body, where the body is made only for who does not know it. */
  readonly etag?: string;
  readonly body: () => string | Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A body by its content: who names it by its tag is told that it is what it was. */
export async function taggedResponse(request: Request, { etag, body, headers }: Tagged): Promise<Response> {
  if (etag !== undefined && isKnown(request, etag)) return unchanged(etag, headers);
  const content = await body();
  const tag = etag ?? contentTag(content);
  if (isKnown(request, tag)) return unchanged(tag, headers);
  return new Response(content, { headers: { ...headers, ETag: tag, 'Cache-Control': ASK_EACH_TIME } });
}

/** The tag of a content, for the header `ETag`. */
export function contentTag(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

/** With the same headers: a browser puts those of a 304 in the place of those that it has kept, such as what a picture may load. */
function unchanged(etag: string, headers: Tagged['headers']): Response {
  return new Response(null, { status: 304, headers: { ...headers, ETag: etag, 'Cache-Control': ASK_EACH_TIME } });
}

/** A proxy that packs an answer makes its tag a weak one. */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match') ?? '';
  return known.split(',').some(each => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}
