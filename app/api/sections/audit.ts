import { z } from 'zod';
import { routes } from '../../routes.ts';
import type { Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';

const words = (name: string, about: string): Parameter => ({ name, place: 'query', about, schema: z.string() });
const count = (name: string, about: string): Parameter => ({
  ...{ name, place: 'query', about },
  schema: z.coerce.number().int(),
});

const Line = z.object({
  seq: z.int().meta({ description: 'Grows with each line.' }),
  atMs: z.int().meta({ description: 'Milliseconds from 1970 UTC.' }),
  who: z.string().meta({ description: 'A person by name, a token as `token NAME`, or the server.' }),
  from: z.string().meta({ description: 'Network address; empty for the server itself.' }),
  action: z.string().meta({ description: 'Such as `dashboard deleted`.' }),
  subject: z.string().meta({ description: 'Which one.' }),
  detail: z.string(),
  outcome: z.enum(['done', 'begun', 'refused', 'failed']),
});

const Lines = z.object({
  lines: z.array(Line).meta({ description: 'Newest first.' }),
  before: z.int().optional().meta({ description: 'Ask with this for older ones; left out: there are none.' }),
});

export const audit: Section = {
  id: 'audit',
  title: 'Audit log',
  about: 'Who did what, when, to which thing, from where.',
  endpoints: [
    {
      id: 'audit',
      route: routes.audit,
      methods: ['GET'],
      summary: 'What people and tokens did',
      right: 'own',
      parameters: [
        words('who', 'Part of a name.'),
        words('action', 'Part of what was done, such as `token` or `dashboard deleted`.'),
        words('subject', 'Part of what it was done to.'),
        count('before', 'Only lines before this number.'),
        count('limit', 'Lines at most, from 1 to 1000; left out: 50.'),
      ],
      answers: [
        {
          status: 200,
          about: 'In the form that `Accept` asks for.',
          contents: { [mediaTypes.json]: { schema: Lines }, [mediaTypes.text]: { schema: z.string() } },
        },
      ],
      refusals: { sentence: [401, 403, 406] },
      examples: [{ method: 'GET', href: routes.audit.href({}, { action: 'token' }), accept: mediaTypes.json }],
    },
  ],
};
