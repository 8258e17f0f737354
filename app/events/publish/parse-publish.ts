import { headerFields } from './header-fields.ts';
import { jsonFields } from './json-fields.ts';
import { type Drafted, toDraft } from './to-draft.ts';

/** A request that publishes, without its network. */
export interface PublishRequest {
  /** Undefined: the body is JSON and names it. */
  readonly topic: string | undefined;
  /** From the address. */
  readonly sequence?: string | undefined;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

/**
 * What ntfy takes for a message: text with headers or a query beside it, or one JSON object. JSON to the address of a
 * topic counts as such only where it says so and has a `message` or a `title`; else it is the text.
 */
export function parsePublish({ topic, sequence, headers, query, body }: PublishRequest, nowMs: number): Drafted {
  const text = decode(body);
  if (text === undefined) {
    return { status: 400, problem: 'The body is no text (UTF-8). Events carry text; a picture goes to the images.' };
  }
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
  if (topic === undefined || (isJson && looksLikeMessage(text))) return fromJson(text, topic, sequence, nowMs);
  const fields = headerFields(headers, query);
  const others = fields.message !== undefined && text !== '' ? ['the body: the message came beside it'] : [];
  return toDraft(
    topic,
    {
      ...fields,
      message: fields.message ?? text,
      sequence: sequence ?? fields.sequence,
      others: [...(fields.others ?? []), ...others],
    },
    nowMs,
  );
}

function fromJson(text: string, topic: string | undefined, sequence: string | undefined, nowMs: number): Drafted {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return { status: 400, problem: `The body is not JSON: ${(error as SyntaxError).message}.` };
  }
  const read = jsonFields(body);
  if ('problem' in read) return { status: 400, problem: read.problem };
  const name = topic ?? read.topic;
  if (name === undefined) return { status: 400, problem: 'The body names no topic: add "topic".' };
  return toDraft(name, { ...read.fields, sequence: sequence ?? read.fields.sequence }, nowMs);
}

function looksLikeMessage(text: string): boolean {
  try {
    const body = JSON.parse(text);
    return (
      typeof body === 'object' && body !== null && (typeof body.message === 'string' || typeof body.title === 'string')
    );
  } catch {
    return false;
  }
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
