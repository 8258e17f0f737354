import { z } from 'zod';

const EventMessage = z
  .object({
    id: z.string(),
    sequence_id: z.string().meta({ description: 'What updates it; its own `id` where the sender chose none.' }),
    time: z.int().meta({ description: 'Seconds since 1970.' }),
    expires: z.int(),
    event: z.enum(['message', 'message_delete', 'message_clear']),
    topic: z.string(),
    message: z.string().optional(),
    priority: z.int().min(1).max(5).optional(),
    title: z.string().optional(),
    tags: z.array(z.string()).optional(),
    click: z.string().optional(),
    content_type: z.string().optional(),
    actions: z
      .array(z.object({ action: z.literal('view'), label: z.string(), url: z.string(), clear: z.boolean() }))
      .optional(),
    ignored: z.array(z.string()).optional().meta({ description: 'What of it was not kept.' }),
  })
  .meta({ description: 'An event, as ntfy writes its messages.' });

const PublishBody = z
  .looseObject({
    topic: z.string().optional().meta({ description: 'Needed where the address names none.' }),
    message: z.string().optional(),
    title: z.string().optional(),
    priority: z.union([z.int(), z.string()]).optional(),
    tags: z.array(z.string()).optional(),
    click: z.string().optional(),
    markdown: z.boolean().optional(),
    actions: z.array(z.looseObject({})).optional(),
    sequence_id: z.string().optional(),
  })
  .meta({ description: 'An event to be sent, as ntfy takes it.' });

const Received = z.object({ events: z.array(EventMessage) }).meta({ description: 'What became of a webhook.' });

const FoundEvents = z
  .object({ events: z.array(EventMessage), before: z.int().optional() })
  .meta({ description: 'Newest first. With `before` there are older ones: ask again with it.' });

export const eventSchemas = {
  Received,
  FoundEvents,
  EventMessage,
  PublishBody,
  EventAccess: z.object({ success: z.boolean() }),
} as const;
