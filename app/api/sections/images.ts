import { z } from 'zod';
import { routes } from '../../routes.ts';
import type { Answer, Contents, Endpoint, Parameter, Section } from '../endpoint.ts';
import { mediaTypes } from '../media-types.ts';
import { schemas } from '../schemas/schemas.ts';

const { json, text, events } = mediaTypes;

/** A PNG of one white point. */
const POINT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC';
const FILE = { name: 'door.png', bytes: Uint8Array.from(Buffer.from(POINT, 'base64')) };

const name: Parameter = {
  name: 'name',
  place: 'path',
  about: 'Of the image: letters a-z, digits, `_`, `-` and `.`. It is there from its first picture on.',
  schema: z.string().max(100),
  isRequired: true,
  example: 'door',
};

const at: Parameter = {
  name: 'at',
  place: 'query',
  about: 'The picture that was the newest then: milliseconds or seconds since 1970, or ISO 8601. Left out: the newest.',
  schema: z.string(),
};

const bytes = (...types: readonly string[]): Contents =>
  Object.fromEntries(types.map(type => [type, { schema: z.string().meta({ format: 'binary' }) }]));
const PICTURES = bytes('image/jpeg', 'image/png', 'image/webp');

const send: Endpoint = {
  id: 'sendImage',
  route: routes.img,
  methods: ['POST', 'PUT'],
  summary: 'Send a picture, or pictures without end',
  about:
    'JPEG, PNG, WebP, GIF or AVIF, whatever `Content-Type` says; JPEG behind JPEG, also as `multipart/x-mixed-replace`, is a stream, and its body need not end. Turned upright, and without what a camera wrote beside it.',
  right: 'ingest',
  parameters: [
    name,
    { name: 't', place: 'query', about: 'When it was taken; left out: now.', schema: z.string() },
    {
      name: 'labels',
      place: 'query',
      about: 'Every other parameter is a label, such as `room=shed`.',
      schema: z.record(z.string(), z.string()),
    },
  ],
  body: { ...PICTURES, ...bytes('image/gif', 'image/avif', 'multipart/x-mixed-replace') },
  answers: [
    {
      status: 200,
      about: 'It is kept, and on disk. A sentence, or JSON for `Accept: application/json`.',
      contents: {
        [text]: { schema: z.string(), example: 'ok image door 1280x720 JPEG 84 kB (new)\n' },
        [json]: { schema: schemas.ImageAnswer },
      },
    },
  ],
  refusals: { sentence: [400, 401, 403, 503] },
  examples: [
    { method: 'PUT', href: routes.img.href({ name: 'door' }), file: FILE },
    { method: 'POST', href: routes.img.href({ name: 'door' }, { room: 'shed' }), accept: json, file: FILE },
  ],
};

const found = (contents: Contents): readonly Answer[] => [
  { status: 200, about: 'In the form that `Accept` asks for.', contents },
];

const picture: Endpoint = {
  id: 'picture',
  route: routes.img,
  methods: ['GET'],
  summary: 'The newest picture, or that of a moment',
  about:
    'With an `ETag`: who asks again with `If-None-Match` gets 304 until there is another one. At `/live` behind it pictures come one in the place of the other (`multipart/x-mixed-replace`) and never end.',
  right: 'read',
  parameters: [name, at],
  answers: [{ status: 200, about: 'The picture.', contents: PICTURES }],
  refusals: { sentence: [400, 401, 403, 404] },
  examples: [{ method: 'GET', href: routes.img.href({ name: 'door' }) }],
};

const thumb: Endpoint = {
  id: 'pictureThumb',
  route: routes.imageThumb,
  methods: ['GET'],
  summary: 'The same in small, at most 480 pixels wide and high',
  right: 'read',
  parameters: [name, at],
  answers: [{ status: 200, about: 'The small picture.', contents: PICTURES }],
  refusals: { sentence: [400, 401, 403, 404] },
  examples: [{ method: 'GET', href: routes.imageThumb.href({ name: 'door' }) }],
};

const all: Endpoint = {
  id: 'images',
  route: routes.images,
  methods: ['GET'],
  summary: 'All images with their newest picture',
  right: 'read',
  parameters: [{ name: 'q', place: 'query', about: 'Text in the name.', schema: z.string().max(100) }],
  answers: found({
    [json]: { schema: schemas.Images },
    [text]: { schema: z.string() },
    [events]: { schema: z.string() },
  }),
  refusals: { sentence: [401, 403, 406] },
  examples: [{ method: 'GET', href: routes.images.href(), accept: json }],
};

const one: Endpoint = {
  id: 'image',
  route: routes.image,
  methods: ['GET'],
  summary: 'An image with its past',
  right: 'read',
  parameters: [
    name,
    { name: 'limit', place: 'query', about: 'Pictures at most; left out: 100.', schema: z.int().min(1).max(1000) },
    { name: 'beforeMs', place: 'query', about: 'Only older ones than that.', schema: z.number() },
  ],
  answers: found({ [json]: { schema: schemas.Image }, [text]: { schema: z.string() } }),
  refusals: { sentence: [400, 401, 403, 404, 406] },
  examples: [{ method: 'GET', href: routes.image.href({ name: 'door' }), accept: json }],
};

export const images: Section = {
  id: 'images-section',
  title: 'Images',
  about: 'Pictures by name, each with its past; the newest is on every open page within a second.',
  endpoints: [send, picture, thumb, all, one],
};
