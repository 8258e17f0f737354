import { z } from 'zod';
import { limits } from '../../ingest/limits.ts';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const metric: Parameter = {
  name: 'metric',
  place: 'path',
  about: 'What is measured: letters, digits and `_`.',
  schema: z.string(),
  isRequired: true,
  example: 'temperature',
};

const about: readonly Parameter[] = [
  {
    name: 't',
    place: 'query',
    about: 'When: seconds, ms, µs or ns since 1970, told by the size, or ISO 8601. Left out: now.',
    schema: z.string(),
  },
  { name: 'unit', place: 'query', about: 'What the number counts, such as `°C`, `%` or `bytes`.', schema: z.string() },
  {
    name: 'labels',
    place: 'query',
    about: `Every other parameter is a label, such as \`room=kitchen\`; at most ${limits.labelsPerSeries}.`,
    schema: z.record(z.string(), z.string()),
    example: { room: 'kitchen' },
  },
];

const kept = {
  status: 200,
  about: 'It is kept, and on disk. A sentence, or JSON for `Accept: application/json`.',
  contents: {
    [mediaTypes.text]: { schema: z.string(), example: 'ok temperature{room="kitchen"} = 21.4 (new)\n' },
    [mediaTypes.json]: { schema: schemas.OneAnswer },
  },
};

const one: Endpoint = {
  id: 'sendReading',
  route: routes.inOne,
  methods: ['POST', 'PUT'],
  summary: 'Send one reading',
  about: 'The body is the number.',
  right: 'ingest',
  parameters: [metric, ...about],
  body: { [mediaTypes.text]: { schema: z.string(), example: '21.4' } },
  answers: [kept],
  refusals: { sending: [400], sentence: [401, 403, 413, 415, 503] },
  examples: [
    { method: 'POST', href: routes.inOne.href({ metric: 'temperature' }, { room: 'kitchen' }), body: '21.4' },
    {
      method: 'PUT',
      href: routes.inOne.href({ metric: 'temperature' }, { room: 'bath', unit: '°C' }),
      accept: mediaTypes.json,
      body: '23.9',
    },
  ],
};

const oneByGet: Endpoint = {
  id: 'sendReadingByGet',
  route: routes.inOne,
  methods: ['GET'],
  summary: 'Send one reading from a device that can only GET',
  about: 'The number is in the address. A HEAD sends nothing, and is answered 405.',
  right: 'ingest',
  parameters: [
    metric,
    { name: 'v', place: 'query', about: 'The number.', schema: z.string(), isRequired: true, example: '21.4' },
    ...about,
  ],
  answers: [kept],
  refusals: { sending: [400], sentence: [401, 403, 503] },
  examples: [{ method: 'GET', href: routes.inOne.href({ metric: 'temperature' }, { room: 'attic', v: 19.5 }) }],
};

const many: Endpoint = {
  id: 'sendReadings',
  route: routes.inMany,
  methods: ['POST', 'PUT'],
  summary: 'Send many readings',
  about: `JSON, NDJSON or CSV; told by \`Content-Type\`, or by the body where that says nothing useful. At most ${limits.readingsPerRequest / 1000} 000 readings, also packed with gzip, deflate or zstd. The good ones are kept, and the first bad ones are explained.`,
  right: 'ingest',
  body: {
    [mediaTypes.json]: {
      schema: schemas.ReadingsBody,
      example: [{ metric: 'temperature', value: 21.4, labels: { room: 'kitchen' }, unit: '°C' }],
    },
    [mediaTypes.ndjson]: { schema: z.string(), example: '{"temperature": 21.4}\n{"humidity": 40}\n' },
    [mediaTypes.csv]: { schema: z.string(), example: 'metric,value,room\ntemperature,21.4,attic\n' },
  },
  answers: [
    {
      status: 200,
      about: 'One reading or more is kept, and on disk. Sentences, or JSON for `Accept: application/json`.',
      contents: {
        [mediaTypes.text]: { schema: z.string(), example: 'ok 998 of 1000 readings, 2 bad lines\n' },
        [mediaTypes.json]: { schema: schemas.ManyAnswer },
      },
    },
    {
      status: 400,
      about: 'Nothing could be kept; the answer explains the first bad lines.',
      contents: {
        [mediaTypes.text]: { schema: z.string() },
        [mediaTypes.json]: { schema: schemas.ManyError },
      },
    },
  ],
  refusals: { sentence: [401, 403, 413, 415, 503] },
  examples: [
    {
      method: 'POST',
      href: routes.inMany.href(),
      contentType: mediaTypes.json,
      accept: mediaTypes.json,
      body: '{"temperature": 21.4, "humidity": 40, "labels": {"room": "bath"}}',
    },
    {
      method: 'PUT',
      href: routes.inMany.href(),
      contentType: mediaTypes.csv,
      body: 'metric,value,room\ntemperature,21.4,attic',
    },
  ],
};

export const sending: Section = {
  id: 'sending',
  title: 'Sending',
  about: `Readings come with a write token. What was answered is on disk. Who sends many small ones keeps a web socket open at \`${routes.socketIn.pattern}\`; what moves is told over another one at \`${routes.socketOut.pattern}\`.`,
  endpoints: [one, oneByGet, many],
};
