import type { ResponseHead } from '../middleware.ts';

/** A head of its own for a Response, whose headers may be immutable (redirects) or shared between requests. */
export function headOf(response: Response): ResponseHead {
  return { status: response.status, headers: new Headers(response.headers) };
}

/** A new Response with this head and the body of `response`, which is used up. Throws when no such Response can be sent. */
export function withHead(response: Response, head: ResponseHead, method: string): Response {
  // Explicit, because the Response that @hono/node-server puts in the place of the global one looks only when it is read.
  if (response.bodyUsed || response.body?.locked) throw new TypeError('The body of this Response was read before.');
  if (!isSendable(head.status)) throw new RangeError(`A Response cannot have status ${head.status}.`);
  dropForbiddenLength(head);
  const body = carriesBody(method, head.status) ? response.body : null;
  if (!body) discardBody(response);
  const statusText = head.status === response.status ? response.statusText : '';
  return new Response(body, { status: head.status, statusText, headers: head.headers });
}

/** Whether a Response can have this status. */
export function isSendable(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 599;
}

/** False where HTTP forbids a body (RFC 9110, 6.4.1). */
export function carriesBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 205 && status !== 304;
}

/** For a status that a hook has set. HEAD and 304 have no body either, but may tell its length (RFC 9110, 8.6). */
export function dropForbiddenLength({ status, headers }: ResponseHead): void {
  if (status !== 304 && !carriesBody('GET', status)) headers.delete('content-length');
}

/** Lets go of a body that nobody will read, so that its source can stop. */
export function discardBody(response: Response): void {
  if (response.bodyUsed || response.body?.locked) return;
  // The source's complaint about being cancelled has no reader any more: the answer was replaced or the client is gone.
  response.body?.cancel().catch(() => {});
}
