import { HttpError } from '../../http/http-error.ts';
import type { WrittenAnswer } from '../threads/query-thread-calls.ts';
import type { ApiError } from './api-error.ts';

/** The bytes as they came from the thread. */
export function respond({ bytes, isGzip }: WrittenAnswer, contentType = 'application/json'): Response {
  const headers = { 'Content-Type': contentType, 'Cache-Control': 'no-store', Vary: 'Accept-Encoding' };
  return new Response(bytes, { headers: isGzip ? { ...headers, 'Content-Encoding': 'gzip' } : headers });
}

export function respondData(data: unknown): Response {
  return Response.json({ status: 'success', data }, { headers: { 'Cache-Control': 'no-store' } });
}

/** The error in Prometheus' form. */
export function respondError(error: ApiError): Response {
  const { type, message, status, cause } = error;
  const headers = { 'Cache-Control': 'no-store', ...(type === 'unavailable' && { 'Retry-After': '1' }) };
  const own = cause instanceof HttpError ? cause.headers : {};
  return Response.json(
    { status: 'error', errorType: type, error: message },
    { status, headers: { ...headers, ...own } },
  );
}
