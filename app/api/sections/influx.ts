import { z } from 'zod';
import type { Route } from '../../http/route.ts';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter, RefusalForm, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const LINE = 'weather,room=kitchen temperature=21.4,humidity=40';

const PRECISIONS = ['ns', 'us', 'ms', 's', 'm', 'h', 'auto'] as const;

const precision = (otherwise: string): Parameter => ({
  name: 'precision',
  place: 'query',
  about: `What the timestamps count; left out: ${otherwise}.`,
  schema: z.enum(PRECISIONS),
});

interface Write {
  readonly version: 1 | 2 | 3;
  readonly route: Route;
  readonly href: string;
  readonly otherwise: string;
  readonly form: RefusalForm;
}

function write({ version, route, href, otherwise, form }: Write): Endpoint {
  return {
    id: `writeLines${version}`,
    route,
    methods: ['POST'],
    summary: `Write line protocol, as InfluxDB ${version} takes it`,
    about: 'Also packed with gzip. What the client names beside it, such as a bucket, is not looked at.',
    right: 'ingest',
    takesInfluxPassword: true,
    parameters: [precision(otherwise)],
    body: { [mediaTypes.text]: { schema: z.string(), example: LINE } },
    answers: [{ status: 204, about: 'All of it is kept, and on disk.' }],
    refusals: { [form]: [400, 401, 403, 413, 415], sentence: [503] },
    examples: [{ method: 'POST', href, body: LINE }],
  };
}

const health: Endpoint = {
  id: 'influxHealth',
  route: routes.influxHealth,
  methods: ['GET'],
  summary: 'Whether it is well, in the words of InfluxDB',
  answers: [{ status: 200, about: 'It is.', contents: { [mediaTypes.json]: { schema: schemas.InfluxHealth } } }],
  examples: [{ method: 'GET', href: routes.influxHealth.href() }],
};

const ping: Endpoint = {
  id: 'influxPing',
  route: routes.influxPing,
  methods: ['GET', 'POST'],
  summary: 'Whether it is there',
  about: '`X-Influxdb-Version` is a version of InfluxDB that clients know.',
  answers: [{ status: 204, about: 'It is.' }],
  examples: [{ method: 'GET', href: routes.influxPing.href() }],
};

const query: Endpoint = {
  id: 'influxQuery',
  route: routes.influxQuery,
  methods: ['POST'],
  summary: 'Create a database',
  about: 'Clients of InfluxDB 1 do so before they write. Nothing needs to be created here, and InfluxQL is not spoken.',
  right: 'ingest',
  takesInfluxPassword: true,
  parameters: [{ name: 'q', place: 'query', about: 'It is not read.', schema: z.string() }],
  answers: [
    { status: 200, about: 'As if it were made.', contents: { [mediaTypes.json]: { schema: schemas.InfluxResults } } },
  ],
  refusals: { influx: [401, 403] },
  examples: [{ method: 'POST', href: routes.influxQuery.href({}, { q: 'CREATE DATABASE telltale' }) }],
};

export const influx: Section = {
  id: 'influxdb',
  title: 'InfluxDB',
  about:
    'Telegraf and the client libraries of InfluxDB write here unchanged. The metric is `{measurement}_{field}`, or `{measurement}` for a field named `value`; tags are labels; text fields become lines of a log. Where some lines are bad the others are kept, and the answer is 400 with the first bad line: so clients do not send the same again.',
  endpoints: [
    write({
      version: 1,
      route: routes.influxWrite,
      href: routes.influxWrite.href({}, { db: 'telltale' }),
      otherwise: 'ns',
      form: 'influx',
    }),
    write({
      version: 2,
      route: routes.influxWrite2,
      href: routes.influxWrite2.href({}, { org: 'any', bucket: 'any' }),
      otherwise: 'ns',
      form: 'influx2',
    }),
    write({
      version: 3,
      route: routes.influxWrite3,
      href: routes.influxWrite3.href({}, { db: 'telltale' }),
      otherwise: 'told by the size',
      form: 'influx3',
    }),
    query,
    ping,
    health,
  ],
};
