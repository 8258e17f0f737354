import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ResponseHead } from '../middleware.ts';
import { carriesBody, dropForbiddenLength } from './response.ts';

/**
 * The head that `writeHead(...args)` would send: headers set before, replaced by those in the arguments.
 * `reason` is the reason phrase if one was given. Throws a TypeError on what is no header.
 */
export function readHead(
  outgoing: ServerResponse,
  [status, ...rest]: readonly unknown[],
): { readonly head: ResponseHead; readonly reason: readonly string[] } {
  const headers = new Headers();
  for (const [name, value] of Object.entries(outgoing.getHeaders())) appendEach(headers, name, value);
  const given = headerPairs(rest.at(-1));
  for (const [name] of given) headers.delete(name);
  for (const [name, value] of given) appendEach(headers, name, value);
  return { head: { status: Number(status), headers }, reason: typeof rest[0] === 'string' ? [rest[0]] : [] };
}

/** The head's headers in Node's shape; those that are no longer in it are taken from `outgoing`. */
export function settleHeaders(outgoing: ServerResponse, head: ResponseHead): OutgoingHttpHeaders {
  dropForbiddenLength(head);
  for (const name of outgoing.getHeaderNames()) if (!head.headers.has(name)) outgoing.removeHeader(name);
  return toNodeHeaders(head.headers);
}

/** `Set-Cookie` stays a list: its values cannot be joined. */
export function toNodeHeaders(headers: Headers): OutgoingHttpHeaders {
  const record: OutgoingHttpHeaders = Object.fromEntries(headers);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) record['set-cookie'] = cookies;
  return record;
}

/** Sets the length that Node itself would tell of a body that comes as a whole, unless another framing was chosen. */
export function implyLength(outgoing: ServerResponse, lengthBytes: number): void {
  if (!carriesBody('GET', outgoing.statusCode)) return;
  if (FRAMING_HEADERS.some(name => outgoing.hasHeader(name))) return;
  outgoing.setHeader('Content-Length', lengthBytes);
}

const FRAMING_HEADERS = ['content-length', 'transfer-encoding', 'trailer'];

type HeaderPair = readonly [name: string, value: OutgoingHttpHeader | undefined];

/** Node takes an object, a flat list of names and values, or a list of pairs. */
function headerPairs(given: unknown): readonly HeaderPair[] {
  if (typeof given !== 'object' || given === null) return [];
  if (!Array.isArray(given)) return Object.entries(given as OutgoingHttpHeaders);
  if (Array.isArray(given[0])) return given as HeaderPair[];
  return Array.from({ length: given.length / 2 }, (_, i): HeaderPair => [given[2 * i], given[2 * i + 1]]);
}

function appendEach(headers: Headers, name: string, value: OutgoingHttpHeader | undefined): void {
  if (value === undefined) return;
  for (const one of Array.isArray(value) ? value : [value]) headers.append(name, String(one));
}
