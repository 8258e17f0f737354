import { z } from 'zod';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';
import { pressing } from './pressing.ts';

const { json } = mediaTypes;

const BOARD = 'this-machine';

const FILE = {
  ...({ format: 'telltale-dashboard', schema: 1, slug: 'kitchen', title: 'Kitchen' } as const),
  panels: [
    { id: 'now', kind: 'stat', title: 'Now', w: 6, h: 4, queries: [{ expr: 'temperature{room="kitchen"}' }] },
    {
      ...{ id: 'lamp', kind: 'control', title: 'Lamp', w: 6, h: 4 },
      control: 'switch',
      sends: { to: 'series', series: 'lamp' },
    },
  ],
};

const exporting: Endpoint = {
  id: 'dashboardFile',
  route: routes.dashboardFile,
  methods: ['GET'],
  summary: 'A dashboard as a file',
  about: 'To keep, to compare, and to import elsewhere. With an `ETag`: who asks again with `If-None-Match` gets 304.',
  right: 'read',
  parameters: [
    {
      ...{ name: 'slug', place: 'path', about: 'The name in its address.', schema: z.string() },
      ...{ isRequired: true, example: BOARD },
    },
  ],
  answers: [
    { status: 200, about: 'The file.', contents: { [json]: { schema: schemas.DashboardFile } } },
    { status: 304, about: 'It is what it was.' },
  ],
  refusals: { sentence: [401, 403, 404] },
  examples: [{ method: 'GET', href: routes.dashboardFile.href({ slug: BOARD }) }],
};

const flag = (name: string, about: string): Parameter => ({ name, place: 'query', about, schema: z.literal('1') });

const importing: Endpoint = {
  id: 'importDashboard',
  route: routes.dashboards,
  methods: ['POST'],
  summary: 'Import a dashboard',
  about:
    'What `/d/{slug}.json` gave, of this server or of another one; or a bare definition. Where there is another dashboard of that name, nothing is changed, and the answer says what would be.',
  right: 'own',
  parameters: [
    flag('replace', 'Take the place of the one of that name.'),
    flag('copy', 'Keep both: this one under the next free name.'),
    {
      ...{ name: 'version', place: 'query', schema: z.coerce.number().int() },
      about: 'Of the one that may be replaced, as 409 told it; a newer one is left as it is. Left out: any.',
    },
  ],
  body: { [json]: { schema: schemas.DashboardFile, example: FILE } },
  answers: [
    {
      status: 200,
      about: 'It was there already, just like that, or took the place of the one of that name.',
      contents: { [json]: { schema: schemas.ImportedDashboard } },
    },
    {
      status: 201,
      about: 'There is a dashboard more.',
      contents: { [json]: { schema: schemas.ImportedDashboard } },
    },
    {
      status: 400,
      about: 'It is no dashboard. Nothing was kept.',
      contents: { [json]: { schema: schemas.DashboardProblems } },
    },
    {
      status: 409,
      about: 'There is another one of that name, or there are as many as may be. Nothing was changed.',
      contents: { [json]: { schema: schemas.DashboardDiffers } },
    },
    { status: 413, about: 'It has more than 1 MiB. Nothing was kept.' },
  ],
  refusals: { sentence: [401, 403, 415] },
  examples: [
    { method: 'POST', href: routes.dashboards.href(), contentType: json, body: JSON.stringify(FILE) },
    {
      ...{ method: 'POST', href: routes.dashboards.href({}, { copy: 1 }), contentType: json },
      body: JSON.stringify(FILE),
    },
  ],
};

export const dashboards: Section = {
  id: 'dashboard-files',
  title: 'Dashboards as files',
  about: 'Out and in again, the same bytes each time; nothing is overwritten that nobody asked for.',
  endpoints: [exporting, importing, ...pressing],
};
