import type { QueryWindow } from '../queries.ts';
import { MAX_STEPS } from '../run-query.ts';
import type { Form, LookupAsk } from '../threads/asks.ts';
import type { Patience, QueryThreads } from '../threads/query-threads.ts';
import { ApiError } from './api-error.ts';
import type { ApiParameters } from './api-parameters.ts';
import { requireAnswer } from './require-answer.ts';
import { respond, respondData } from './respond.ts';
import { unescapeLabel } from './unescape-label.ts';

/** One request to the API. */
export interface ApiAsk {
  readonly parameters: ApiParameters;
  readonly form: Form;
  readonly signal: AbortSignal;
}

export type ApiAnswer = (ask: ApiAsk) => Promise<Response>;

export interface AnswersOptions {
  readonly threads: QueryThreads;
  readonly now: () => number;
}

/** What the addresses of the API answer, each from a thread of queries. They reject with an ApiError, or what `QueryThreads.call` rejects with. */
export function createAnswers({ threads, now }: AnswersOptions) {
  const evaluate = async (ask: ApiAsk, window: QueryWindow, isRange: boolean) => {
    const query = ask.parameters.requireText('query');
    const lookbackMs = ask.parameters.length('lookback_delta');
    const json = { query, window, isRange, lookbackMs, limit: ask.parameters.limit(), ...ask.form };
    return respond(requireAnswer(await threads.call('json', [json], patienceOf(ask)), 'query', [query]));
  };
  const found = async (ask: ApiAsk, name: 'labelNames' | 'labelSets', isRequired = false) => {
    const lookup = lookupOf(ask, isRequired);
    return respond(requireAnswer(await threads.call(name, [lookup], patienceOf(ask)), 'match[]', lookup.selectors));
  };

  return {
    query(ask: ApiAsk) {
      const atMs = ask.parameters.time('time') ?? now();
      return evaluate(ask, { startMs: atMs, endMs: atMs, stepMs: 1 }, false);
    },
    queryRange: (ask: ApiAsk) => evaluate(ask, windowOf(ask.parameters), true),
    series: (ask: ApiAsk) => found(ask, 'labelSets', true),
    labels: (ask: ApiAsk) => found(ask, 'labelNames'),
    labelValues: (name: string) => async (ask: ApiAsk) => {
      const lookup = lookupOf(ask);
      const outcome = await threads.call('labelValues', [unescapeLabel(name), lookup], patienceOf(ask));
      return respond(requireAnswer(outcome, 'match[]', lookup.selectors));
    },
    async metadata(ask: ApiAsk) {
      const metadata = { metric: ask.parameters.text('metric'), limit: ask.parameters.limit(), ...ask.form };
      return respond(requireAnswer(await threads.call('metadata', [metadata], patienceOf(ask)), 'metric', []));
    },
    async formatQuery(ask: ApiAsk) {
      const query = ask.parameters.requireText('query');
      return respondData(requireAnswer(await threads.call('format', [query], patienceOf(ask)), 'query', [query]));
    },
  };
}

function patienceOf({ parameters, signal }: ApiAsk): Patience {
  return { signal, timeoutMs: parameters.length('timeout') };
}

/** What has had no reading since `start` is left out; nobody asks for what came only after `end`. */
function lookupOf({ parameters, form }: ApiAsk, isRequired = false): LookupAsk {
  const [sinceMs, endMs] = [parameters.time('start'), parameters.time('end')];
  requireOrder(sinceMs, endMs);
  return { selectors: parameters.selectors(isRequired), sinceMs, limit: parameters.limit(), ...form };
}

function windowOf(parameters: ApiParameters): QueryWindow {
  const [startMs, endMs] = [parameters.requireTime('start'), parameters.requireTime('end')];
  requireOrder(startMs, endMs);
  const stepMs = parameters.requireLength('step');
  if ((endMs - startMs) / stepMs >= MAX_STEPS)
    throw new ApiError(
      'bad_data',
      `exceeded maximum resolution of ${MAX_STEPS} points per timeseries: take a longer step, or less time`,
    );
  return { startMs, endMs, stepMs };
}

function requireOrder(startMs: number | undefined, endMs: number | undefined): void {
  if (startMs !== undefined && endMs !== undefined && endMs < startMs)
    throw new ApiError('bad_data', 'invalid parameter "end": end timestamp must not be before start time');
}
