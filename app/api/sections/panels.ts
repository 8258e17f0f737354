import { z } from 'zod';
import { THEMES } from '../../dashboards/look/themes.ts';
import { DEFAULT_RANGE, RANGES } from '../../dashboards/range.ts';
import type { Route } from '../../http/route.ts';
import { routes } from '../../routes.ts';
import type { Contents, Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const { json, text, events, csv, svg, png, zip } = mediaTypes;

const CPU = { slug: 'this-machine', id: 'cpu' };

const slug: Parameter = {
  ...{ name: 'slug', place: 'path', about: 'The name of the dashboard in its address.', schema: z.string() },
  ...{ isRequired: true, example: CPU.slug },
};
const id: Parameter = {
  ...{ name: 'id', place: 'path', about: 'Of the panel: `panels[].id` of the definition.', schema: z.string() },
  ...{ isRequired: true, example: CPU.id },
};
const range: Parameter = {
  ...{ name: 'range', place: 'query', schema: z.enum(RANGES.map(({ name }) => name)) },
  about: `How far back; left out: ${DEFAULT_RANGE.name}.`,
};
const columns: Parameter = {
  ...{ name: 'columns', place: 'query', schema: z.coerce.number().int() },
  about: 'How wide text may be, from 40 to 240; left out: 80.',
};
const textLook: Parameter = {
  ...{ name: 'text', place: 'query', schema: z.enum(['ansi', 'plain']) },
  about: 'With the colours of a terminal, or without.',
};
const pixels = (name: string): Parameter => ({
  ...{ name, place: 'query', schema: z.coerce.number().int().min(80).max(4096) },
  about: 'In pixels; left out: as the panel is on a page.',
});
const theme: Parameter = {
  ...{ name: 'theme', place: 'query', schema: z.enum(THEMES) },
  about: 'The colours; left out: light.',
};

const SIZE = [pixels('width'), pixels('height'), theme];
const asText: Contents = { [text]: { schema: z.string() } };
const bytesOf = (type: string): Contents => ({ [type]: { schema: z.string().meta({ format: 'binary' }) } });

interface Form {
  readonly id: string;
  readonly route: Route & { href(params: typeof CPU, query?: Record<string, string | number>): string };
  readonly summary: string;
  readonly about?: string;
  readonly more?: readonly Parameter[];
  readonly contents: Contents;
  readonly query?: Record<string, string | number>;
}

function formOf({ id: name, route, summary, about, more = [], contents, query }: Form): Endpoint {
  return {
    ...{ id: name, route, methods: ['GET'], summary, right: 'read' },
    ...(about !== undefined && { about }),
    parameters: [slug, id, range, ...more],
    answers: [
      { status: 200, about: 'What the panel shows at this moment.', contents },
      { status: 304, about: 'It is what it was: `If-None-Match` named its `ETag`.' },
    ],
    refusals: { sentence: more === SIZE ? [400, 401, 403, 404] : [401, 403, 404] },
    examples: [{ method: 'GET', href: route.href(CPU, query) }],
  };
}

const files: readonly Endpoint[] = [
  formOf({
    ...{ id: 'panelSvg', route: routes.panelSvg, summary: 'A panel as a picture of lines' },
    ...{ about: 'It stands alone: nothing is loaded, and nothing runs.', more: SIZE, contents: bytesOf(svg) },
    query: { range: '1h', width: 600, height: 240, theme: 'dark' },
  }),
  formOf({
    ...{ id: 'panelPng', route: routes.panelPng, summary: 'A panel as a picture of pixels' },
    ...{ about: 'Painted in a thread of its own; where too many wait, 503.', more: SIZE, contents: bytesOf(png) },
  }),
  formOf({
    ...{ id: 'panelCsv', route: routes.panelCsv, summary: 'What a panel shows as CSV' },
    about:
      'RFC 4180. Units stand in the heading, moments are ISO 8601 in UTC. Text that a spreadsheet would compute with begins with an apostrophe.',
    contents: bytesOf(csv),
  }),
  formOf({
    ...{ id: 'panelJson', route: routes.panelJson, summary: 'What a panel shows as JSON' },
    contents: { [json]: { schema: schemas.PanelData } },
  }),
  formOf({
    ...{ id: 'panelText', route: routes.panelText, summary: 'A panel as text' },
    ...{ more: [columns, textLook], contents: asText },
  }),
];

const panel: Endpoint = {
  ...{ id: 'panel', route: routes.panel, methods: ['GET'], summary: 'A panel by itself', right: 'read' },
  about: 'A page with what it shows as a table; JSON and text are those of the forms below.',
  parameters: [slug, id, range, columns, textLook],
  answers: [
    {
      ...{ status: 200, about: 'In the form that `Accept` asks for.' },
      contents: { [json]: { schema: schemas.PanelData }, ...asText, [events]: { schema: z.string() } },
    },
  ],
  refusals: { sentence: [401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.panel.href(CPU), accept: json }],
};

const explanation: Endpoint = {
  ...{ id: 'panelExplanation', route: routes.panelExplanation, methods: ['GET'], right: 'read' },
  summary: 'Why a panel shows what it shows',
  about: 'Its queries in words, the series that they find, what they cost, and what would make it empty.',
  parameters: [slug, id, range, columns],
  answers: [{ status: 200, about: 'In words.', contents: asText }],
  refusals: { sentence: [401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.panelExplanation.href(CPU), accept: text }],
};

const boardText: Endpoint = {
  ...{ id: 'dashboardText', route: routes.dashboardText, methods: ['GET'], right: 'read' },
  summary: 'A dashboard as text',
  parameters: [slug, range, columns, textLook],
  answers: [{ status: 200, about: 'What it shows at this moment.', contents: asText }],
  refusals: { sentence: [401, 403, 404] },
  examples: [{ method: 'GET', href: routes.dashboardText.href({ slug: CPU.slug }) }],
};

const boardZip: Endpoint = {
  ...{ id: 'dashboardZip', route: routes.dashboardZip, methods: ['GET'], right: 'read' },
  summary: 'The tables of all panels of a dashboard',
  about: 'A zip with `{id}.csv` for each panel that shows data, made while it is sent.',
  parameters: [slug, range],
  answers: [{ status: 200, about: 'The zip.', contents: bytesOf(zip) }],
  refusals: { sentence: [401, 403, 404] },
  examples: [{ method: 'GET', href: routes.dashboardZip.href({ slug: CPU.slug }) }],
};

export const panels: Section = {
  id: 'panels',
  title: 'Panels',
  about:
    'Each panel has an address, and there it is in every form: to embed, to compute with, to look at from a terminal.',
  endpoints: [panel, ...files, explanation, boardText, boardZip],
};
