import { z } from 'zod';
import { jsonText } from '../../ingest/json-text.ts';
import type { PublishFields } from './publish-fields.ts';
import { WrittenActions } from './read-actions.ts';

const Text = z.union([z.string(), z.number().transform(String)]);

/** The body of ntfy's publishing as JSON; what it does not name is let pass. */
export const PublishBody = z.looseObject({
  topic: z.string().optional().meta({ description: 'Needed where the address names none.' }),
  message: z.string().optional(),
  title: z.string().optional(),
  priority: Text.optional().meta({ description: '1 to 5, or `min`, `low`, `default`, `high`, `max`.' }),
  tags: z.array(z.string()).optional(),
  click: z.string().optional().meta({ description: 'An http or https link.' }),
  markdown: z.boolean().optional(),
  actions: WrittenActions.optional(),
  sequence_id: z.string().optional().meta({ description: 'A later event with the same one replaces this one.' }),
});

const OTHERS = { icon: 'the icon', attach: 'the attachment', email: 'the e-mail', call: 'the call' } as const;

/** The fields of a JSON body, or what is wrong with it. */
export function jsonFields(
  body: unknown,
): { readonly topic: string | undefined; readonly fields: PublishFields } | { readonly problem: string } {
  const parsed = PublishBody.safeParse(body);
  if (!parsed.success) return { problem: problemOf(parsed.error) };
  const { topic, message, title, priority, tags, click, markdown, actions, sequence_id, delay, ...rest } = parsed.data;
  const others = Object.entries(OTHERS).flatMap(([name, words]) => (rest[name] ? [words] : []));
  const fields = { message, title, priority, tags, click, actions, others, sequence: sequence_id };
  return { topic, fields: { ...fields, isMarkdown: markdown, delay: delay ? jsonText(delay) : undefined } };
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue!.path.length === 0 ? 'The body' : `"${issue!.path.join('.')}"`;
  return `${where} is not as it should be: ${issue!.message}.`;
}
