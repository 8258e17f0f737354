import { z } from 'zod';
import { subscriptionLimits } from './subscription-limits.ts';
import { topics } from './topics.ts';

const id = z.string().min(1).max(subscriptionLimits.idChars);
const schema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('subscribe'), id, topic: z.string() }),
  z.strictObject({ type: z.literal('unsubscribe'), id }),
]);

/** What a client asks for. */
export type SubscriptionRequest =
  | { readonly type: 'subscribe'; readonly id: string; readonly topic: string; readonly wanted: unknown }
  | { readonly type: 'unsubscribe'; readonly id: string };

/** Reads one message; or says what is wrong with it, and to which subscription it belongs as far as that can be seen. */
export function readRequest(
  data: Buffer,
  isBinary: boolean,
): SubscriptionRequest | { readonly problem: string; readonly id?: string } {
  const { messageBytes } = subscriptionLimits;
  if (isBinary) return { problem: `Messages here are text: ${EXAMPLE}.` };
  if (data.length > messageBytes)
    return { problem: `A message is at most ${messageBytes} bytes; this one has ${data.length}.` };
  const json = parseJson(data.toString());
  if (json === undefined) return { problem: `This is no JSON; send ${EXAMPLE}.` };
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { problem: `${explain(parsed.error)} Send ${EXAMPLE}.`, ...idOf(json) };
  if (parsed.data.type === 'unsubscribe') return parsed.data;
  const { type, id, topic, ...fields } = parsed.data;
  if (!Object.hasOwn(topics, topic))
    return {
      problem: `There is no topic ${JSON.stringify(topic.slice(0, 80))}; there are ${Object.keys(topics).join(', ')}.`,
      id,
    };
  const wanted = topics[topic]!.wanted.safeParse(fields);
  return wanted.success ? { type, id, topic, wanted: wanted.data } : { problem: explain(wanted.error), id };
}

const EXAMPLE = '{"type": "subscribe", "id": "a", "topic": "readings", "series": "temperature"}';

/** The first thing that is wrong, as a sentence that names its field. */
function explain({ issues }: z.ZodError): string {
  const [{ path, message } = { path: [], message: 'It cannot be read' }] = issues;
  const field = path.length > 0 ? `"${path.join('.')}": ` : '';
  return `${field}${message.replace(/\.?$/, '.')}`;
}

function idOf(json: unknown): { readonly id?: string } {
  const given = typeof json === 'object' && json !== null && 'id' in json ? id.safeParse(json.id) : undefined;
  return given?.success ? { id: given.data } : {};
}

/** Undefined: it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
