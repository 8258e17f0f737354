import { z } from 'zod';
import type { Route } from '../../http/route.ts';
import { logLimits } from '../../ingest/log-limits.ts';
import { LEVELS } from '../../logs/log-line.ts';
import { routes } from '../../routes.ts';
import type { Endpoint, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const { json, text, events } = mediaTypes;

const send: Endpoint = {
  id: 'sendLines',
  route: routes.logStream,
  methods: ['POST', 'PUT'],
  summary: 'Send lines of a log: one, many, or as they come',
  about: `Plain text, JSON or logfmt, one entry a line; level, time, message and fields are found by themselves, and a stack trace stays together. A body without an end is kept as it comes: \`tail -f app.log | curl -T - …\`. A text of more than ${logLimits.textBytes / 1024} KiB is cut.`,
  right: 'ingest',
  parameters: [
    { name: 'stream', place: 'path', about: 'Any name.', schema: z.string(), isRequired: true, example: 'app' },
    { name: 'level', place: 'query', about: 'Of lines, whatever they say.', schema: z.enum(LEVELS as [string]) },
    {
      name: 'labels',
      place: 'query',
      about: 'Every other parameter is a field of each line, such as `host=boat`.',
      schema: z.record(z.string(), z.string()),
      example: { host: 'boat' },
    },
  ],
  body: { [text]: { schema: z.string(), example: 'card reader timed out order=1188' } },
  answers: [
    {
      status: 200,
      about: 'They are kept, and on disk. A sentence, or JSON for `Accept: application/json`.',
      contents: {
        [text]: { schema: z.string(), example: 'ok 2 lines to app\n' },
        [json]: { schema: schemas.LogAnswer },
      },
    },
  ],
  refusals: { log: [400], sentence: [401, 403, 415, 503] },
  examples: [
    {
      method: 'POST',
      href: routes.logStream.href({ stream: 'app' }, { host: 'boat' }),
      body: 'card reader timed out order=1188',
    },
    {
      method: 'PUT',
      href: routes.logStream.href({ stream: 'app' }),
      accept: json,
      body: '{"level":"error","msg":"no paper","order":1187}',
    },
  ],
};

const loki: Endpoint = {
  id: 'pushToLoki',
  route: routes.lokiPush,
  methods: ['POST'],
  summary: 'Push lines as to Loki',
  about:
    'JSON, also packed with gzip; or protobuf packed with snappy (`application/x-protobuf`). The stream is named by the label `service_name`, `service`, `app`, `job` or `container`; labels and structured metadata are fields.',
  right: 'ingest',
  body: {
    [json]: {
      schema: schemas.LokiPush,
      example: { streams: [{ stream: { app: 'shop' }, values: [['1795356202000000000', 'order paid']] }] },
    },
  },
  answers: [{ status: 204, about: 'All of it is kept, and on disk.' }],
  refusals: { sentence: [400, 401, 403, 413, 415, 503] },
  examples: [
    {
      method: 'POST',
      href: routes.lokiPush.href(),
      contentType: json,
      body: '{"streams":[{"stream":{"app":"shop"},"values":[["9999999999999999999","order paid"]]}]}',
    },
  ],
};

function otlp(id: string, route: Route, href: string, summary: string): Endpoint {
  return {
    ...{ id, route, methods: ['POST'], summary, right: 'ingest' },
    about:
      'JSON or protobuf (`application/x-protobuf`), also packed with gzip. The stream is `service.name`; attributes are fields. Answers come in the encoding of the request.',
    body: { [json]: { schema: schemas.OtlpLogs, example: { resourceLogs: [] } } },
    answers: [
      {
        status: 200,
        about: 'It is kept; `partialSuccess` says what was left out.',
        contents: { [json]: { schema: schemas.OtlpAnswer } },
      },
    ],
    refusals: { otlp: [400, 401, 403, 413, 415, 503] },
    examples: [
      {
        method: 'POST',
        href,
        contentType: json,
        body: '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":17,"body":{"stringValue":"no paper"}}]}]}]}',
      },
    ],
  };
}

const look: Endpoint = {
  id: 'logs',
  route: routes.logs,
  methods: ['GET'],
  summary: 'Lines of logs, searched',
  about: `As text, \`curl -N\` of \`${routes.logsLive.href()}\` with the same parameters follows them; as JSON it tells one object a line, and goes on with \`after\`.`,
  right: 'read',
  parameters: [
    {
      name: 'q',
      place: 'query',
      about: 'Words that must be there, `"several words"`, `-without`, `this or that`.',
      schema: z.string().max(500),
      example: 'order -paid',
    },
    { name: 'stream', place: 'query', about: 'Of one stream.', schema: z.string() },
    { name: 'level', place: 'query', about: 'Of these levels.', schema: z.array(z.enum(LEVELS as [string])) },
    { name: 'field', place: 'query', about: '`name=value`, exactly.', schema: z.array(z.string()) },
    { name: 'range', place: 'query', about: 'How far back; left out: 1h.', schema: z.string(), example: '24h' },
    {
      name: 'from',
      place: 'query',
      about: 'Milliseconds since 1970, with `to`, in place of `range`.',
      schema: z.int(),
    },
    { name: 'to', place: 'query', about: 'Before which lines are shown.', schema: z.int() },
    { name: 'before', place: 'query', about: 'From an answer: the lines before those.', schema: z.string() },
    { name: 'limit', place: 'query', about: 'Lines at most; left out: 200.', schema: z.int().max(1000) },
    { name: 'line', place: 'query', about: 'One line by its number.', schema: z.int() },
    {
      name: 'around',
      place: 'query',
      about: 'With it, so many before and after; left out: 10.',
      schema: z.int().max(200),
    },
  ],
  answers: [
    {
      status: 200,
      about: 'In the form that `Accept` asks for.',
      contents: {
        [json]: { schema: schemas.Logs },
        [text]: { schema: z.string() },
        [events]: { schema: z.string() },
      },
    },
  ],
  refusals: { sentence: [401, 403, 404, 406] },
  examples: [
    { method: 'GET', href: routes.logs.href({}, { q: 'order', stream: 'app' }), accept: json },
    { method: 'GET', href: routes.logs.href({}, { line: 1 }), accept: json },
    { method: 'GET', href: routes.logs.href({}, { level: ['warn', 'error'], range: '24h' }), accept: text },
  ],
};

export const logs: Section = {
  id: 'logs',
  title: 'Logs',
  about: 'Lines come with a write token, and are read with a read token. What was answered is on disk.',
  endpoints: [
    send,
    loki,
    otlp('exportLogs', routes.otlpLogs, routes.otlpLogs.href(), 'Export lines by OTLP'),
    otlp(
      'exportLogsToLoki',
      routes.lokiOtlpLogs,
      routes.lokiOtlpLogs.href(),
      'Export lines by OTLP, where Loki has it',
    ),
    look,
  ],
};
