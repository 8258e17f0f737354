import { z } from 'zod';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';

const { json } = mediaTypes;

/** On the dashboard that the example of importing brings. */
const LAMP = { slug: 'kitchen', panel: 'lamp' };

const inPath = (name: keyof typeof LAMP, about: string): Parameter => ({
  ...{ name, place: 'path', about, schema: z.string(), isRequired: true, example: LAMP[name] },
});

const parameters = [
  inPath('slug', 'The name in the address of its dashboard.'),
  inPath('panel', 'The id of the panel.'),
];

const Press = z.object({
  press: z.int().meta({ description: 'Its number.' }),
  atMs: z.int(),
  who: z.string(),
  value: z.union([z.number(), z.string()]),
  text: z.string().meta({ description: 'The value as devices hear it, such as `on`.' }),
  outcome: z.enum(['waiting', 'sent', 'failed', 'lost']),
  result: z.string().optional().meta({ description: 'What became of it, in words.' }),
});

/** Controls of dashboards, pressed by a program. */
export const pressing: readonly Endpoint[] = [
  {
    id: 'press',
    route: routes.panelControl,
    methods: ['POST'],
    summary: 'Press a control of a dashboard',
    about:
      'A switch takes `on` or `off`, a slider a number, a choice the value of an option, a text a text; a button takes nothing. No question is asked of a program. It is written down in the audit log by the name of the token.',
    right: 'own',
    parameters,
    body: { [json]: { schema: z.object({ value: z.unknown().optional() }), example: { value: 'on' } } },
    answers: [
      { status: 200, about: 'It is kept as a reading or an event.', contents: { [json]: { schema: Press } } },
      { status: 202, about: 'It is kept, and its webhook on its way.', contents: { [json]: { schema: Press } } },
      { status: 404, about: 'There is no such control.' },
      { status: 422, about: 'The value is none of this control. Nothing was sent.' },
      { status: 429, about: 'Pressed more than 30 times in 10 seconds.' },
    ],
    refusals: { sentence: [401, 403] },
    examples: [
      {
        method: 'POST',
        href: routes.panelControl.href(LAMP),
        contentType: json,
        body: JSON.stringify({ value: 'on' }),
      },
    ],
  },
  {
    id: 'control',
    route: routes.panelControl,
    methods: ['GET'],
    summary: 'The newest press of a control',
    right: 'own',
    parameters,
    answers: [
      {
        status: 200,
        about: 'What was pressed, and what became of it; null: nothing yet.',
        contents: { [json]: { schema: z.object({ newest: Press.nullable() }) } },
      },
    ],
    refusals: { sentence: [401, 403, 404] },
    examples: [{ method: 'GET', href: routes.panelControl.href(LAMP), accept: json }],
  },
];
