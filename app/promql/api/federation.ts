import { HttpError } from '../../http/http-error.ts';
import type { TextSyntax } from '../threads/asks.ts';
import type { QueryThreads } from '../threads/query-threads.ts';
import type { AnswersOptions, ApiAsk } from './answers.ts';
import { asApiError } from './as-api-error.ts';
import { requireAnswer } from './require-answer.ts';
import { respond } from './respond.ts';

/** The newest samples of what is asked for, as a page that another Prometheus scrapes. Its errors are plain sentences. */
export function createFederation({ threads, now }: AnswersOptions) {
  return async (ask: ApiAsk, accept: string): Promise<Response> => {
    const syntax = syntaxOf(accept);
    try {
      return respond(await federate(threads, ask, now(), syntax), contentTypeOf(syntax));
    } catch (error) {
      const { status, message } = asApiError(error, ask.signal);
      throw new HttpError(status, message, { cause: error });
    }
  };
}

async function federate(threads: QueryThreads, ask: ApiAsk, atMs: number, syntax: TextSyntax) {
  const { parameters, form, signal } = ask;
  const selectors = parameters.selectors(true);
  const outcome = await threads.call('federate', [{ selectors, atMs, syntax, ...form }], { signal });
  return requireAnswer(outcome, 'match[]', selectors);
}

function syntaxOf(accept: string): TextSyntax {
  return { isOpenMetrics: /application\/openmetrics-text/i.test(accept), isUtf8: /escaping=allow-utf-8/i.test(accept) };
}

function contentTypeOf({ isOpenMetrics, isUtf8 }: TextSyntax): string {
  const escaping = isUtf8 ? 'allow-utf-8' : 'underscores';
  if (isOpenMetrics) return `application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=${escaping}`;
  return `text/plain; version=${isUtf8 ? '1.0.0' : '0.0.4'}; charset=utf-8; escaping=${escaping}`;
}
