import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { carriesBody } from './response.ts';

/**
 * Sets on `outgoing` the headers that `writeHead(...args)` would send, and gives the reason phrase if there is one.
 * Throws a TypeError on what is no header.
 */
export function applyHead(outgoing: ServerResponse, [, ...rest]: readonly unknown[]): readonly string[] {
  const given = rest.at(-1);
  if (Array.isArray(given)) applyList(outgoing, given);
  else if (typeof given === 'object' && given !== null) applyRecord(outgoing, given as OutgoingHttpHeaders);
  return typeof rest[0] === 'string' ? [rest[0]] : [];
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
  if (!carriesBody(outgoing.req.method ?? 'GET', outgoing.statusCode)) return;
  if (FRAMING_HEADERS.some(name => outgoing.hasHeader(name))) return;
  outgoing.setHeader('Content-Length', lengthBytes);
}

/** Whether trailers can follow this head, and the client has said that it takes them. */
export function takesTrailers(outgoing: ServerResponse, status: number): boolean {
  const { headers, httpVersion, method } = outgoing.req;
  if (headers.te === undefined || !/\btrailers\b/i.test(String(headers.te))) return false;
  return httpVersion !== '1.0' && carriesBody(method ?? 'GET', status) && !outgoing.hasHeader('content-length');
}

const FRAMING_HEADERS = ['content-length', 'transfer-encoding', 'trailer'];

function applyRecord(outgoing: ServerResponse, record: OutgoingHttpHeaders): void {
  for (const name of Object.keys(record)) {
    const value = record[name];
    if (value !== undefined) outgoing.setHeader(name, value);
  }
}

/** A flat list of names and values, or a list of pairs; names may come twice, and replace what was set before. */
function applyList(outgoing: ServerResponse, list: readonly unknown[]): void {
  const flat = (Array.isArray(list[0]) ? list.flat(1) : list) as readonly OutgoingHttpHeader[];
  for (let i = 0; i < flat.length; i += 2) outgoing.removeHeader(String(flat[i]));
  for (let i = 0; i < flat.length; i += 2) {
    const value = flat[i + 1];
    if (value !== undefined) outgoing.appendHeader(String(flat[i]), Array.isArray(value) ? value : String(value));
  }
}
