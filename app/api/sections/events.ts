import { z } from 'zod';
import { eventLimits } from '../../events/kept/event-limits.ts';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const { json, text, ndjson, events: eventStream } = mediaTypes;

const topic: Parameter = {
  name: 'topic',
  place: 'path',
  about: 'What it is about: 1 to 64 letters, digits, `-` and `_`.',
  schema: z.string(),
  isRequired: true,
  example: 'deploys',
};

const sequence: Parameter = {
  name: 'sequence',
  place: 'path',
  about: 'Chosen by the sender; a later event with the same one takes the place of this one where it is shown.',
  schema: z.string(),
  isRequired: true,
  example: 'v7',
};

const query = (name: string, about: string): Parameter => ({ name, place: 'query', about, schema: z.string() });

const beside: readonly Parameter[] = [
  query('title', 'Or the header `Title`; `t` for short. So with the others.'),
  query('priority', '1 to 5, or `min`, `low`, `default`, `high`, `max`. Short: `p`.'),
  query('tags', 'Behind commas; those that name an emoji are shown as it. Short: `ta`.'),
  query('click', 'An http or https link.'),
  query('actions', 'Buttons that open a page, as ntfy writes them.'),
  query('sid', 'The sequence id, as above; header `X-Sequence-ID`.'),
];

const kept = {
  status: 200,
  about: 'It is kept, and on disk. JSON as ntfy answers it; words for a terminal, or for `Accept: text/plain`.',
  contents: {
    [json]: { schema: schemas.EventMessage },
    [text]: { schema: z.string(), example: 'ok deploys: shipped\nid qX3vN0aLw2Zk\n' },
  },
};

const body = {
  [json]: { schema: schemas.PublishBody, example: { message: 'shipped', title: 'v7', tags: ['rocket'] } },
  [text]: { schema: z.string(), example: 'shipped' },
};

const inJson = { contentType: json, body: '{"message": "shipped", "title": "v7", "tags": ["rocket"]}' };

const publish: Endpoint = {
  id: 'sendEvent',
  route: routes.event,
  methods: ['POST', 'PUT'],
  summary: 'Send an event',
  about: `The body is the message, at most ${eventLimits.messageBytes} bytes; what stands beside it comes as headers or in the query. Every way of sending is as ntfy has it, so its clients can send here.`,
  right: 'ingest',
  parameters: [topic, ...beside],
  body,
  answers: [kept],
  refusals: { sentence: [400, 401, 403, 406, 413, 415, 503] },
  examples: [
    { method: 'POST', href: routes.event.href({ topic: 'deploys' }), ...inJson },
    { method: 'PUT', href: routes.event.href({ topic: 'deploys' }, { t: 'v8', p: 'high' }), body: 'shipped' },
  ],
};

const publishAny: Endpoint = {
  id: 'sendEventAsJson',
  route: routes.eventAny,
  methods: ['POST', 'PUT'],
  summary: 'Send an event as JSON that names its topic',
  right: 'ingest',
  body: { [json]: { schema: schemas.PublishBody } },
  answers: [kept],
  refusals: { sentence: [400, 401, 403, 406, 413, 415, 503] },
  examples: [
    {
      method: 'POST',
      href: routes.eventAny.href(),
      contentType: json,
      body: '{"topic": "deploys", "message": "shipped", "sequence_id": "v7"}',
    },
  ],
};

const publishByGet: Endpoint = {
  id: 'sendEventByGet',
  route: routes.eventByGet,
  methods: ['GET'],
  summary: 'Send an event from a device that can only GET',
  about: 'Everything is in the address. A HEAD sends nothing, and is answered 405.',
  right: 'ingest',
  parameters: [
    topic,
    {
      ...sequence,
      name: 'verb',
      about: 'All three do the same.',
      schema: z.enum(['publish', 'send', 'trigger']),
      example: 'publish',
    },
    query('message', 'The message; left out: `triggered`.'),
    ...beside,
  ],
  answers: [kept],
  refusals: { sentence: [400, 401, 403, 406, 503] },
  examples: [
    {
      method: 'GET',
      href: routes.eventByGet.href({ topic: 'door', verb: 'publish' }, { message: 'open', ta: 'door' }),
    },
  ],
};

const update: Endpoint = {
  id: 'updateEvent',
  route: routes.eventSequence,
  methods: ['POST', 'PUT'],
  summary: 'Send an event in the place of an earlier one',
  about:
    'Readers get it as an event of its own with the same `sequence_id`; where events are shown it replaces the earlier one.',
  right: 'ingest',
  parameters: [topic, sequence, ...beside],
  body,
  answers: [kept],
  refusals: { sentence: [400, 401, 403, 406, 413, 415, 503] },
  examples: [
    { method: 'POST', href: routes.eventSequence.href({ topic: 'deploys', sequence: 'v7' }), ...inJson },
    { method: 'PUT', href: routes.eventSequence.href({ topic: 'deploys', sequence: 'v7' }), body: 'live' },
  ],
};

const remove: Endpoint = {
  id: 'deleteEvent',
  route: routes.eventSequence,
  methods: ['DELETE'],
  summary: 'Take an event away',
  about: 'Of its sequence none is shown any more; readers are told by an event `message_delete`.',
  right: 'ingest',
  parameters: [topic, sequence],
  answers: [kept],
  refusals: { sentence: [400, 401, 403, 406, 503] },
  examples: [{ method: 'DELETE', href: routes.eventSequence.href({ topic: 'deploys', sequence: 'v7' }) }],
};

const clear: Endpoint = {
  id: 'clearEvent',
  route: routes.eventClear,
  methods: ['PUT'],
  summary: 'Tell readers that an event was seen',
  right: 'ingest',
  parameters: [
    topic,
    sequence,
    { ...sequence, name: 'word', about: 'Both do the same.', schema: z.enum(['clear', 'read']), example: 'clear' },
  ],
  answers: [kept],
  refusals: { sentence: [400, 401, 403, 406, 503] },
  examples: [{ method: 'PUT', href: routes.eventClear.href({ topic: 'deploys', sequence: 'v7', word: 'clear' }) }],
};

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

export const events: Section = {
  id: 'events',
  title: 'Events',
  about:
    'Short messages by topic, sent and read as with ntfy: name `http://this-server/event` where its address is asked for.',
  endpoints: [publish, publishAny, publishByGet, update, remove, clear, subscribe, access],
};
