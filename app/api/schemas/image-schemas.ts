import { z } from 'zod';

const Format = z.enum(['jpeg', 'png', 'webp']);

const Moment = z
  .object({
    atMs: z.number().meta({ description: 'Milliseconds since 1970.' }),
    hash: z.string().meta({ description: 'SHA-256 of its bytes.' }),
    format: Format,
    width: z.int(),
    height: z.int(),
    sizeBytes: z.int(),
    labels: z.record(z.string(), z.string()),
    href: z.string().meta({ description: 'Where its bytes are, for as long as it is kept.' }),
    thumb: z.string().meta({ description: 'Where its small form is.' }),
  })
  .meta({ description: 'A picture at a moment.' });

const image = {
  name: z.string(),
  pictures: z.int(),
  sizeBytes: z.int(),
  firstMs: z.number(),
  isStreaming: z.boolean().meta({ description: 'Pictures come in an endless body right now.' }),
  newest: Moment,
};

const taken = { ok: z.literal(true), image: z.string(), width: z.int(), height: z.int(), format: Format };

/** Pictures, as they are sent and looked at. */
export const imageSchemas = {
  ImageMoment: Moment,
  ImageAnswer: z
    .union([
      z.object({
        ...taken,
        sentFormat: z.enum(['jpeg', 'png', 'webp', 'gif', 'avif']),
        sizeBytes: z.int(),
        hash: z.string(),
        atMs: z.number(),
        new: z.boolean().meta({ description: 'The name was not there before.' }),
      }),
      z.object({
        ...taken,
        frames: z.int(),
        kept: z.int(),
        broken: z.int(),
        keepEveryMs: z.number(),
        endedBecause: z.string().optional().meta({ description: 'The server ended the body: connect again.' }),
      }),
    ])
    .meta({ description: 'What became of one picture, or of an endless body of them.' }),
  Images: z.object({ images: z.array(z.object(image)) }),
  Image: z
    .object({ ...image, moments: z.array(Moment).meta({ description: 'The newest first.' }) })
    .meta({ description: 'An image with its newest pictures.' }),
} as const;
