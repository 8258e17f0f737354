import { z } from 'zod';
import type { Route } from '../../http/route.ts';
import { queryLimits } from '../../promql/query-limits.ts';
import { MAX_STEPS } from '../../promql/run-query.ts';
import { routes } from '../../routes.ts';
import type { Contents, Endpoint, Example, Parameter, Section, Verb } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const QUERY = 'avg by (room) (temperature)';

const inQuery = (name: string, about: string, more: Partial<Parameter> = {}): Parameter => ({
  ...{ name, place: 'query', about, schema: z.string() },
  ...more,
});
const required = { isRequired: true } as const;

const query = inQuery('query', 'PromQL.', { ...required, example: QUERY });
const limit = inQuery('limit', 'The rest is left out, and a warning says so. 0: no limit.', {
  schema: z.int().min(0),
});
const patience: readonly Parameter[] = [
  inQuery('timeout', `How long it may take, its waiting included; at most ${queryLimits.maxTimeoutMs / 1000} s.`),
  inQuery('lookback_delta', 'How old the newest sample may be that counts as now; left out: 5 min.'),
];
const matches = inQuery('match[]', 'A selector, such as `up{job="x"}`; may be given several times.', {
  schema: z.array(z.string()),
});
const requiredMatches: Parameter = { ...matches, ...required, example: ['temperature'] };
const between: readonly Parameter[] = [
  inQuery('start', 'Leaves out what has had no reading since.'),
  inQuery('end', 'Not before `start`; leaves nothing out.'),
];

interface Ask {
  readonly id: string;
  readonly route: Route;
  readonly summary: string;
  readonly about?: string;
  readonly schema: z.ZodType;
  readonly parameters?: readonly Parameter[];
  readonly methods?: readonly Verb[];
  readonly href?: string;
  readonly fields?: NonNullable<Example['fields']>;
  readonly isOfLastHour?: boolean;
}

function ask({ schema, methods = ['GET', 'POST'], href, fields, isOfLastHour, ...rest }: Ask): Endpoint {
  const [method = 'GET'] = methods;
  const at = href ?? rest.route.href();
  return {
    ...rest,
    methods,
    isAlsoForm: methods.includes('POST'),
    right: 'read',
    answers: [{ status: 200, about: 'The answer.', contents: { [mediaTypes.json]: { schema } } }],
    refusals: { prometheus: [400, 401, 403, 422, 503] },
    examples: [{ method, href: at, ...(fields && { fields }), ...(isOfLastHour && { isOfLastHour }) }],
  };
}

const scraped: Contents = {
  [mediaTypes.text]: { schema: z.string() },
  [mediaTypes.openMetrics]: { schema: z.string() },
};

const federate: Endpoint = {
  id: 'federate',
  route: routes.federate,
  methods: ['GET'],
  summary: 'The newest samples, for another Prometheus to scrape',
  right: 'read',
  parameters: [requiredMatches],
  answers: [{ status: 200, about: 'Text format 0.0.4, or OpenMetrics for who accepts it.', contents: scraped }],
  refusals: { sentence: [400, 401, 403, 422, 503] },
  examples: [{ method: 'GET', href: routes.federate.href(), fields: { 'match[]': 'temperature' } }],
};

const metrics: Endpoint = {
  id: 'ownMetrics',
  route: routes.metrics,
  methods: ['GET'],
  summary: "This server's own metrics, for a Prometheus to scrape",
  about: 'What was sent in each protocol and what became of it, streams, sizes, troubles, memory, delays.',
  right: 'read',
  answers: [{ status: 200, about: 'Text format 0.0.4.', contents: { [mediaTypes.text]: { schema: z.string() } } }],
  refusals: { sentence: [401, 403] },
  examples: [{ method: 'GET', href: routes.metrics.href() }],
};

export const prometheus: Section = {
  id: 'prometheus',
  title: 'Prometheus',
  about:
    'The HTTP API of Prometheus 3: Grafana, promtool and client libraries take this server for a Prometheus. Moments are seconds since 1970 or RFC 3339; lengths are seconds, or durations such as `1m30s`. A POST sends its parameters as a form.',
  endpoints: [
    ask({
      id: 'promqlQuery',
      route: routes.promqlQuery,
      summary: 'Ask at one moment',
      parameters: [query, inQuery('time', 'The moment; left out: now.'), ...patience, limit],
      schema: schemas.QueryAnswer,
      fields: { query: QUERY },
    }),
    ask({
      id: 'promqlQueryRange',
      route: routes.promqlQueryRange,
      summary: 'Ask over a time',
      about: `At most ${MAX_STEPS} steps.`,
      parameters: [
        query,
        inQuery('start', 'The first moment.', { ...required, example: '2026-06-01T11:00:00Z' }),
        inQuery('end', 'The last moment.', { ...required, example: '2026-06-01T12:00:00Z' }),
        inQuery('step', 'How far apart.', { ...required, example: '1m' }),
        ...patience,
        limit,
      ],
      schema: schemas.QueryAnswer,
      fields: { query: QUERY, step: '1m' },
      isOfLastHour: true,
    }),
    ask({
      id: 'promqlSeries',
      route: routes.promqlSeries,
      summary: 'Series that selectors match',
      parameters: [requiredMatches, ...between, limit],
      schema: schemas.SeriesAnswer,
      fields: { 'match[]': '{room=~"k.*"}' },
    }),
    ask({
      id: 'promqlLabels',
      route: routes.promqlLabels,
      summary: 'Names of labels',
      parameters: [matches, ...between, limit],
      schema: schemas.NamesAnswer,
    }),
    ask({
      id: 'promqlLabelValues',
      route: routes.promqlLabelValues,
      methods: ['GET'],
      summary: 'Values of a label',
      parameters: [
        {
          name: 'name',
          place: 'path',
          about: 'The label, also in the form `U__...` for names of any characters; `__name__` lists metrics.',
          schema: z.string(),
          ...required,
          example: 'room',
        },
        ...[matches, ...between, limit],
      ],
      schema: schemas.NamesAnswer,
      href: routes.promqlLabelValues.href({ name: 'room' }),
    }),
    ask({
      id: 'promqlMetadata',
      route: routes.promqlMetadata,
      methods: ['GET'],
      summary: 'Type, unit and help of metrics',
      parameters: [inQuery('metric', 'One metric; left out: all.'), limit],
      schema: schemas.MetadataAnswer,
    }),
    ask({
      id: 'promqlFormat',
      route: routes.promqlFormat,
      summary: 'Write a query neatly',
      parameters: [query],
      schema: schemas.TextAnswer,
      fields: { query: 'sum(rate(x[5m]))by(a)' },
    }),
    ask({
      id: 'promqlBuildInfo',
      route: routes.promqlBuildInfo,
      methods: ['GET'],
      summary: 'What is asked here',
      schema: schemas.BuildInfoAnswer,
    }),
    federate,
    metrics,
  ],
};
