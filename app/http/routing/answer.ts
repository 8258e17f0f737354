import { unreachable } from '../unreachable.ts';
import type { Resolution, Unmatched } from './resolution.ts';

/** The plain answer to a request that matches nothing: a status and one sentence. */
export function answerPlainly(resolution: Unmatched): Response {
  switch (resolution.kind) {
    case 'bad-request':
      return sentence(400, resolution.reason);
    case 'not-implemented':
      return sentence(501, 'This server does not know the method.');
    case 'redirect':
      return sentence(resolution.status, `The address is ${resolution.location}`);
    case 'not-found':
      return sentence(404, 'Nothing has this address.');
    case 'options':
      return new Response(null, { status: 204 });
    case 'method-not-allowed':
      return sentence(405, `This address answers ${resolution.allow.join(', ')}.`);
    case 'unsupported-media-type':
      return sentence(415, `This address reads ${resolution.accept.join(', ')}.`);
    case 'unmet':
      return sentence(400, resolution.reason);
    case 'not-acceptable':
      return sentence(406, `This address offers ${resolution.offers.join(', ')}.`);
    default:
      return unreachable(resolution);
  }
}

function sentence(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** The header fields that RFC 9110 demands of an answer, whoever wrote it: 15.5.6, 15.5.16, 15.4.9, 12.5.5. */
export function requiredHeaders(resolution: Resolution<unknown>): Readonly<Record<string, string>> {
  switch (resolution.kind) {
    case 'options':
    case 'method-not-allowed':
      return { Allow: resolution.allow.join(', ') };
    case 'unsupported-media-type':
      return { Accept: resolution.accept.join(', ') };
    case 'redirect':
      return { Location: resolution.location };
    case 'match':
    case 'unmet':
    case 'not-acceptable':
      return resolution.vary.length === 0 ? {} : { Vary: resolution.vary.join(', ') };
    default:
      return {};
  }
}

/** The response with these header fields. `Vary` grows; the others are set. */
export function withHeaders(response: Response, fields: Readonly<Record<string, string>>): Response {
  if (Object.keys(fields).length === 0) return response;
  try {
    setFields(response.headers, fields);
    return response;
  } catch {
    // `Response.redirect()` and `fetch()` give responses whose headers cannot be changed, and do not tell.
    const copy = new Response(response.body, response);
    setFields(copy.headers, fields);
    return copy;
  }
}

/** The answer to HEAD: the same head, and nobody left who produces a body. */
export async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}

function setFields(headers: Headers, fields: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(fields)) {
    headers.set(name, name === 'Vary' ? mergeList(headers.get('Vary'), value) : value);
  }
}

/** Both lists, each name once whatever its case; `*` says more than any name. */
function mergeList(before: string | null, added: string): string {
  const names = `${before ?? ''},${added}`.split(',').map(name => name.trim());
  if (names.includes('*')) return '*';
  return [...new Map(names.filter(name => name !== '').map(name => [name.toLowerCase(), name])).values()].join(', ');
}
