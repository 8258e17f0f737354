import { HttpError } from './http-error.ts';
import type { Unmatched } from './router.ts';
import { unreachable } from './unreachable.ts';

/** The router's refusals as errors with a sentence, so that pages, JSON and text of them come from one place. */
export function answerUnmatched(resolution: Unmatched, request: Request): Response {
  const { pathname } = new URL(request.url);
  switch (resolution.kind) {
    case 'options':
      return new Response(null, { status: 204 });
    case 'redirect':
      return new Response(null, { status: resolution.status });
    case 'bad-request':
      throw new HttpError(400, resolution.reason);
    case 'not-found':
      throw new HttpError(
        404,
        `There is nothing at ${pathname}. It may have been deleted, or the address is mistyped.`,
      );
    case 'method-not-allowed':
      throw refusal(
        405,
        `${request.method} is not possible at ${pathname}; ${resolution.allow.join(', ')} are.`,
        'Allow',
        resolution.allow,
      );
    case 'not-implemented':
      throw new HttpError(501, `${request.method} is not a method this server knows.`);
    case 'unsupported-media-type':
      throw refusal(415, `Send one of ${resolution.accept.join(', ')} here.`, 'Accept', resolution.accept);
    case 'unmet':
      throw new HttpError(400, resolution.reason, { headers: { Vary: resolution.vary.join(', ') } });
    case 'not-acceptable':
      throw refusal(406, `This can be had as ${resolution.offers.join(', ')}.`, 'Vary', resolution.vary);
    default:
      return unreachable(resolution);
  }
}

function refusal(status: number, message: string, header: string, values: readonly string[]): HttpError {
  return new HttpError(status, message, { headers: { [header]: values.join(', ') } });
}
