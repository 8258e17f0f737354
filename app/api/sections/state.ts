import { z } from 'zod';
import type { Route } from '../../http/route.ts';
import { routes } from '../../routes.ts';
import type { Answer, Contents, Endpoint, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';

const says = (example: string): Contents => ({ [mediaTypes.text]: { schema: z.string(), example } });

function open(id: string, route: Route, summary: string, answers: readonly Answer[]): Endpoint {
  return { id, route, methods: ['GET'], summary, answers, examples: [{ method: 'GET', href: route.href() }] };
}

export const state: Section = {
  id: 'state',
  title: 'Health, and this description',
  about: 'Open to everybody.',
  endpoints: [
    open('healthz', routes.healthz, 'Whether the server is alive', [
      { status: 200, about: 'It is.', contents: says('ok\n') },
    ]),
    open('readyz', routes.readyz, 'Whether it takes requests', [
      { status: 200, about: 'It does.', contents: says('ok\n') },
      { status: 503, about: 'It is stopping.', contents: says('stopping\n') },
    ]),
    open('openApi', routes.openApi, 'This description, for programs', [
      {
        status: 200,
        about: 'OpenAPI 3.1.',
        contents: { [mediaTypes.json]: { schema: z.looseObject({ openapi: z.string() }) } },
      },
    ]),
  ],
};
