import { z } from 'zod';
import { eventLimits } from '../../events/kept/event-limits.ts';
import { routes } from '../../routes.ts';
import type { Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';
import { inQuery as query, sequence, topic } from './event-parameters.ts';
import { readingEvents } from './reading-events.ts';

const { json, text } = mediaTypes;

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

const hook: Endpoint = {
  id: 'receiveWebhook',
  route: routes.eventHook,
  methods: ['POST', 'PUT'],
  summary: 'Take the webhook of another program',
  about:
    'GitHub, GitLab, Gitea, Alertmanager, Grafana and Uptime Kuma are understood as they are; other JSON is read by usual names, or by a mapping that is set up on the page of events. With a secret set there, the body must be signed with it.',
  right: 'ingest',
  parameters: [topic],
  body: { [json]: { schema: z.unknown(), example: { title: 'Door', message: 'It is open' } } },
  answers: [
    {
      status: 200,
      about: 'What was made of it is kept, and on disk.',
      contents: { [json]: { schema: schemas.Received }, [text]: { schema: z.string() } },
    },
  ],
  refusals: { sentence: [400, 401, 403, 406, 413, 415, 503] },
  examples: [
    {
      method: 'POST',
      href: routes.eventHook.href({ topic: 'door' }),
      contentType: json,
      body: '{"title": "Door", "message": "It is open", "severity": "warning"}',
    },
  ],
};

export const events: Section = {
  id: 'events',
  title: 'Events',
  about:
    'Short messages by topic, sent and read as with ntfy: name `http://this-server/event` where its address is asked for.',
  endpoints: [publish, publishAny, publishByGet, update, remove, clear, hook, ...readingEvents],
};
