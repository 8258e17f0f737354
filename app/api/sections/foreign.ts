import { z } from 'zod';
import type { Route } from '../../http/route.ts';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

/** A block of snappy that holds the metadata of one gauge, `up`: all of it in one literal. */
const REQUEST = Uint8Array.of(0x0a, 0x24, 0x1a, 0x08, 0x08, 0x02, 0x12, 0x02, 0x75, 0x70, 0x22, 0x00);

const PROTOBUF = { [mediaTypes.protobuf]: { schema: z.string() } };

function remoteWrite(id: string, route: Route, about: string): Endpoint {
  return {
    id,
    route,
    methods: ['POST'],
    summary: 'Prometheus remote write 1.0',
    about,
    right: 'ingest',
    body: PROTOBUF,
    answers: [{ status: 204, about: 'All of it is kept, and on disk.' }],
    refusals: { sentence: [400, 401, 403, 413, 415, 503] },
    examples: [
      {
        method: 'POST',
        href: route.href(),
        contentType: mediaTypes.protobuf,
        file: { name: 'request.snappy', bytes: REQUEST },
      },
    ],
  };
}

const METRICS = {
  resourceMetrics: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'oven' } }] },
      scopeMetrics: [
        { metrics: [{ name: 'oven.temperature', unit: 'Cel', gauge: { dataPoints: [{ asDouble: 180 }] } }] },
      ],
    },
  ],
};

interface Otlp {
  readonly id: string;
  readonly route: Route;
  readonly summary: string;
  readonly about: string;
  readonly kept: string;
  readonly body: object;
}

function otlp({ id, route, summary, about, kept, body }: Otlp): Endpoint {
  return {
    id,
    route,
    methods: ['POST'],
    summary,
    about,
    right: 'ingest',
    body: { [mediaTypes.json]: { schema: z.looseObject({}), example: body }, ...PROTOBUF },
    answers: [
      {
        status: 200,
        about: kept,
        contents: { [mediaTypes.json]: { schema: schemas.OtlpAnswer }, ...PROTOBUF },
      },
    ],
    refusals: { otlp: [400, 401, 403, 413, 415, 503] },
    examples: [{ method: 'POST', href: route.href(), contentType: mediaTypes.json, body: JSON.stringify(body) }],
  };
}

const job: Parameter = {
  name: 'job',
  place: 'path',
  about: 'The job, which is a label of all its readings. As `/job@base64/{job}` in base64, for what no path can carry.',
  schema: z.string(),
  isRequired: true,
  example: 'backup',
};

const labels: Parameter = {
  name: 'labels',
  place: 'path',
  about: 'More labels, name and value in turn; a name may end in `@base64`.',
  schema: z.string(),
  isRequired: true,
  example: 'host/attic',
};

const ROWS = '# TYPE rows gauge\nrows 41\n';

function push(id: string, route: Route, href: string, parameters: readonly Parameter[]): readonly Endpoint[] {
  const text = { [mediaTypes.text]: { schema: z.string(), example: ROWS } };
  const common = { route, right: 'ingest' as const, parameters };
  return [
    {
      ...common,
      id,
      methods: ['POST', 'PUT'],
      summary: "Push Prometheus' text, as to a Pushgateway",
      about:
        'A sample without a time is of now. With `PUT` every other series of this address ends, with `POST` those of the metrics that are sent. `push_time_seconds` says when it came last. The good lines of a text are kept when others are bad, and then the answer is 400.',
      body: { ...text, [mediaTypes.openMetrics]: { schema: z.string() } },
      answers: [
        {
          status: 200,
          about: 'All of it is kept, and on disk.',
          contents: { [mediaTypes.text]: { schema: z.string() } },
        },
      ],
      refusals: { sentence: [400, 401, 403, 413, 415, 503] },
      examples: [{ method: 'POST', href, contentType: mediaTypes.text, body: ROWS }],
    },
    {
      ...common,
      id: `${id}End`,
      methods: ['DELETE'],
      summary: 'End all series of this address',
      about: 'What they read stays.',
      answers: [{ status: 202, about: 'They have ended.' }],
      refusals: { sentence: [401, 403, 503] },
      examples: [{ method: 'DELETE', href }],
    },
  ];
}

export const foreign: Section = {
  id: 'foreign',
  title: 'Prometheus and OpenTelemetry send',
  about:
    'What others send already comes in unchanged. `/senders` shows the owner who sends, and why something was refused.',
  endpoints: [
    remoteWrite(
      'remoteWrite',
      routes.remoteWrite,
      'Packed with snappy, or as `Content-Encoding` says. A series that ends is over at once. Samples may come late, twice and in any order. Where some are refused the others are kept, and the answer is 400: so senders do not send the same again. Version 2.0 and native histograms are not taken.',
    ),
    remoteWrite('remotePush', routes.remotePush, 'The same, at the address of Mimir and Cortex.'),
    otlp({
      id: 'otlpMetrics',
      route: routes.otlpMetrics,
      summary: 'Metrics of OpenTelemetry',
      about:
        'OTLP over HTTP, as JSON or protobuf, also packed with gzip. Metrics are named as Prometheus names them: `http.server.duration` in `s` is `http_server_duration_seconds`. Counts since the point before (delta) are added up.',
      kept: 'It is kept, and on disk; `partialSuccess` says what is not. It must not be sent again.',
      body: METRICS,
    }),
    otlp({
      id: 'otlpTraces',
      route: routes.otlpTraces,
      summary: 'Traces are not kept',
      about:
        'Many senders send all they have. Here they hear that these are not kept, once for each request, and do not fail.',
      kept: 'Nothing is kept; `partialSuccess` says how many spans that are.',
      body: { resourceSpans: [] },
    }),
    ...push('push', routes.pushJob, routes.pushJob.href({ job: 'backup' }), [job]),
    ...push('pushLabels', routes.pushGroup, routes.pushGroup.href({ job: 'backup', labels: 'host/attic' }), [
      job,
      labels,
    ]),
  ],
};
