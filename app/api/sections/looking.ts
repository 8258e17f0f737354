import { z } from 'zod';
import { DEFAULT_RANGE, RANGES } from '../../dashboards/range.ts';
import { routes } from '../../routes.ts';
import type { Answer, Contents, Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const SERIES = 'temperature{room="kitchen"}';
const BOARD = 'this-machine';

const { json, text, events } = mediaTypes;

const range = (otherwise: string): Parameter => ({
  name: 'range',
  place: 'query',
  about: `How far back; left out: ${otherwise}.`,
  schema: z.enum(RANGES.map(({ name }) => name)),
});

const boardTime: readonly Parameter[] = [
  {
    name: 'range',
    place: 'query',
    about: `How far back, such as 90m or 7d; left out: ${DEFAULT_RANGE.name}.`,
    schema: z.string(),
  },
  {
    name: 'from',
    place: 'query',
    about: 'Instead of a range: `now-6h`, ISO 8601, or milliseconds since 1970.',
    schema: z.string(),
  },
  { name: 'to', place: 'query', about: 'Until when; left out: `now`.', schema: z.string() },
  { name: 'tz', place: 'query', about: 'The time zone of clock times, such as `Europe/Berlin`.', schema: z.string() },
];

const asText: Contents = { [text]: { schema: z.string() } };
const asEvents: Contents = { [events]: { schema: z.string() } };
const found = (contents: Contents): readonly Answer[] => [
  { status: 200, about: 'In the form that `Accept` asks for.', contents },
];

const columns: Parameter = {
  name: 'columns',
  place: 'query',
  about: 'How wide text may be, from 40 to 240; left out: 80.',
  schema: z.coerce.number().int(),
};

const home: Endpoint = {
  id: 'home',
  route: routes.home,
  methods: ['GET'],
  summary: 'What arrives and is on no dashboard, and the dashboards',
  right: 'read',
  answers: found({ [json]: { schema: schemas.Home }, ...asText, ...asEvents }),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.home.href(), accept: json }],
};

const dashboard: Endpoint = {
  id: 'dashboard',
  route: routes.dashboard,
  methods: ['GET'],
  summary: 'A dashboard',
  about: 'JSON is its definition; text is what it shows, with small charts for a terminal.',
  right: 'read',
  parameters: [
    {
      name: 'slug',
      place: 'path',
      about: 'The name in its address.',
      schema: z.string(),
      isRequired: true,
      example: BOARD,
    },
    ...boardTime,
    columns,
    {
      name: 'text',
      place: 'query',
      about: 'An event stream carries text in place of pieces of the page: with colours of a terminal, or without.',
      schema: z.enum(['ansi', 'plain']),
    },
  ],
  answers: found({ [json]: { schema: schemas.DashboardDefinition }, ...asText, ...asEvents }),
  refusals: { sentence: [400, 401, 403, 404, 406] },
  examples: [
    { method: 'GET', href: routes.dashboard.href({ slug: BOARD }), accept: json },
    { method: 'GET', href: routes.dashboard.href({ slug: BOARD }, { range: '1h' }), accept: text },
  ],
};

const explore: Endpoint = {
  id: 'explore',
  route: routes.explore,
  methods: ['GET'],
  summary: 'Series with their newest readings',
  right: 'read',
  parameters: [
    {
      name: 'q',
      place: 'query',
      about: 'Text in the name or in a label; left out: all.',
      schema: z.string().max(200),
      example: 'temperature',
    },
    {
      ...{ name: 'label', place: 'query', schema: z.array(z.string()) },
      about: 'A label that must be just so, as `room=kitchen`; may be given several times.',
    },
    {
      ...{ name: 'page', place: 'query', schema: z.coerce.number().int().min(1).max(20) },
      about: 'Of text: a hundred series each, those with the newest readings first.',
    },
  ],
  answers: found({ [json]: { schema: schemas.FoundSeries }, ...asText, ...asEvents }),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.explore.href({}, { q: 'temperature' }), accept: json }],
};

const series: Endpoint = {
  id: 'series',
  route: routes.series,
  methods: ['GET'],
  summary: 'One series',
  right: 'read',
  parameters: [
    {
      name: 'key',
      place: 'query',
      about: 'The whole name, as Prometheus writes it.',
      schema: z.string(),
      isRequired: true,
      example: SERIES,
    },
    range('1h'),
  ],
  answers: found({ [json]: { schema: schemas.SeriesDetail }, ...asText }),
  refusals: { sentence: [401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.series.href(), accept: json, fields: { key: SERIES } }],
};

const query: Endpoint = {
  id: 'query',
  route: routes.query,
  methods: ['GET'],
  summary: 'Ask in PromQL, and read the answer as text',
  about: 'For people at a terminal; programs ask for JSON below Prometheus.',
  right: 'read',
  parameters: [
    { name: 'q', place: 'query', about: 'The query.', schema: z.string(), example: 'avg by (room) (temperature)' },
    range('1h'),
  ],
  answers: found(asText),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.query.href(), accept: text, fields: { q: 'avg by (room) (temperature)' } }],
};

const HOST = 'boat';

const hosts: Endpoint = {
  id: 'hosts',
  route: routes.hosts,
  methods: ['GET'],
  summary: 'The machines that send, the ones in trouble first',
  right: 'read',
  parameters: [columns],
  answers: found({ [json]: { schema: schemas.Hosts }, ...asText, ...asEvents }),
  refusals: { sentence: [401, 403, 406] },
  examples: [
    { method: 'GET', href: routes.hosts.href(), accept: json },
    { method: 'GET', href: routes.hosts.href({}, { columns: 120 }), accept: text },
  ],
};

const host: Endpoint = {
  id: 'host',
  route: routes.host,
  methods: ['GET'],
  summary: 'The dashboard of one machine',
  about: 'JSON is its definition; text is what it shows.',
  right: 'read',
  parameters: [
    {
      name: 'name',
      place: 'path',
      about: 'As the machine calls itself.',
      schema: z.string(),
      isRequired: true,
      example: HOST,
    },
    ...boardTime,
    columns,
  ],
  answers: found({ [json]: { schema: schemas.DashboardDefinition }, ...asText }),
  refusals: { sentence: [400, 401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.host.href({ name: HOST }), accept: text }],
};

const settings: Endpoint = {
  id: 'settings',
  route: routes.settings,
  methods: ['GET'],
  summary: 'Tokens, sizes and troubles of the server',
  about: 'Without secrets. For an admin token.',
  right: 'own',
  answers: found({ [json]: { schema: schemas.Settings } }),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.settings.href(), accept: json }],
};

const senders: Endpoint = {
  id: 'senders',
  route: routes.senders,
  methods: ['GET'],
  summary: 'Who sends, and who was turned away',
  about: 'What became of what they sent, and why the last was refused. For an admin token.',
  right: 'own',
  answers: found({ [json]: { schema: schemas.Senders } }),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.senders.href(), accept: json }],
};

export const looking: Section = {
  id: 'looking',
  title: 'Looking',
  about:
    'The pages of this server as programs read them: JSON, or text as a terminal shows it. An event stream carries the pieces of the page that change; it ends with an event `gone` where it is refused.',
  endpoints: [home, dashboard, explore, series, query, hosts, host, settings, senders],
};
