import { z } from 'zod';
import { routes } from '../../routes.ts';
import type { Endpoint } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';
import { inQuery as query, sequence, topic } from './event-parameters.ts';

const { json, text, ndjson, events: eventStream } = mediaTypes;

const subscribe: Endpoint = {
  id: 'readEvents',
  route: routes.eventStream,
  methods: ['GET'],
  summary: 'Read events as they come',
  about:
    'Of one topic, or of several behind commas. It begins with a word `open`, and says `keepalive` when nothing else is said for 45 s; `gap` says that some have run out unread. The same comes over a web socket at `ws` in the place of `json`.',
  right: 'read',
  parameters: [
    topic,
    {
      ...sequence,
      name: 'form',
      about: 'JSON a line, server-sent events, or bare messages.',
      schema: z.enum(['json', 'sse', 'raw']),
      example: 'json',
    },
    query(
      'since',
      'The id of the last event that was read, seconds since 1970, a duration such as `10m`, `all`, `latest` or `none`.',
    ),
    query('poll', '`1`: end when everything there is has been read.'),
    query('id', 'Only this event.'),
    query('message', 'Only events with this message. So with `title`.'),
    query('priority', 'Only those of one of these, behind commas.'),
    query('tags', 'Only those with all of these, behind commas.'),
  ],
  answers: [
    {
      status: 200,
      about: 'It ends with the token, with the server, or with `poll`.',
      contents: {
        [ndjson]: {
          schema: z.string(),
          example: '{"id":"qX3vN0aLw2Zk","event":"message","topic":"deploys","message":"shipped"}\n',
        },
        [eventStream]: { schema: z.string() },
        [text]: { schema: z.string() },
      },
    },
  ],
  refusals: { sentence: [400, 401, 403, 503] },
  examples: [{ method: 'GET', href: routes.eventStream.href({ topic: 'deploys', form: 'json' }, { poll: 1 }) }],
};

const access: Endpoint = {
  id: 'mayReadEvents',
  route: routes.eventAuth,
  methods: ['GET'],
  summary: 'Ask whether a token may read events',
  right: 'read',
  parameters: [topic],
  answers: [{ status: 200, about: 'It may.', contents: { [json]: { schema: schemas.EventAccess } } }],
  refusals: { sentence: [401, 403] },
  examples: [{ method: 'GET', href: routes.eventAuth.href({ topic: 'deploys' }) }],
};

const look: Endpoint = {
  id: 'events',
  route: routes.events,
  methods: ['GET'],
  summary: 'Events as they stand, newest first',
  about: 'Those that a later one has replaced, or that are deleted, are left out.',
  right: 'read',
  parameters: [
    query('topic', 'Only of this topic.'),
    query('q', 'Words of it.'),
    query('tag', 'Only with this tag.'),
    query('p', 'Of this priority or above: 2 to 5.'),
    query('before', 'Older ones, as the answer before said.'),
  ],
  answers: [
    {
      status: 200,
      about: 'In the form that `Accept` asks for.',
      contents: {
        [json]: { schema: schemas.FoundEvents },
        [text]: { schema: z.string() },
        [eventStream]: { schema: z.string() },
      },
    },
  ],
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.events.href({}, { topic: 'deploys' }), accept: json }],
};

/** Events as they come, and as they stand. */
export const readingEvents: readonly Endpoint[] = [subscribe, access, look];
