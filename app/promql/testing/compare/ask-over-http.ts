import type { ComparableQuery } from './comparable-query.ts';

/** What somebody who speaks Prometheus' HTTP API said of a query. */
export type Answer =
  | { readonly kind: 'refused'; readonly why: string }
  | {
      readonly kind: 'answered';
      readonly shape: string;
      readonly text?: string;
      readonly series: readonly AnsweredSeries[];
    };

export interface AnsweredSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly values: readonly number[];
}

type Point = readonly [atSeconds: number, value: string];

interface Body {
  readonly status: string;
  readonly error?: string;
  readonly errorType?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

/** Asks the API at `url`. Throws when its answer is none of the API. */
export async function askOverHttp(
  url: string,
  query: ComparableQuery,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = new URLSearchParams({ query: query.text });
  if (query.stepMs === undefined) form.set('time', toSeconds(query.startMs));
  else {
    form.set('start', toSeconds(query.startMs));
    form.set('end', toSeconds(query.endMs));
    form.set('step', toSeconds(query.stepMs));
  }
  const path = query.stepMs === undefined ? 'query' : 'query_range';
  const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: form });
  const body = (await response.json()) as Body;
  if (body.status === 'error') {
    if (body.errorType !== 'bad_data' && body.errorType !== 'execution')
      throw new Error(`${query.text}: ${body.errorType}, ${body.error}`);
    return { kind: 'refused', why: body.error ?? '' };
  }
  return toAnswer(body.data!);
}

function toAnswer({ resultType, result }: NonNullable<Body['data']>): Answer {
  const shape = resultType;
  if (resultType === 'string') return { kind: 'answered', shape, text: (result as Point)[1], series: [] };
  if (resultType === 'scalar') return { kind: 'answered', shape, series: [toSeries({}, [result as Point])] };
  const elements = result as readonly { metric: Record<string, string>; value?: Point; values?: readonly Point[] }[];
  const series = elements.map(({ metric, value, values }) => toSeries(metric, values ?? [value!]));
  return { kind: 'answered', shape, series };
}

function toSeries(labels: AnsweredSeries['labels'], points: readonly Point[]): AnsweredSeries {
  return {
    labels,
    times: points.map(([atSeconds]) => Math.round(atSeconds * 1000)),
    values: points.map(([, text]) => toNumber(text)),
  };
}

function toNumber(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

function toSeconds(ms: number): string {
  return String(ms / 1000);
}
