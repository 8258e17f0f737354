import { RefusedError } from '../backup/refused-error.ts';
import { routes } from '../routes.ts';
import type { Destination, KeptPoints } from './destination.ts';
import { type Posted, postPatiently } from './post-patiently.ts';
import { ServerBodies, type ServerBodySet } from './server-bodies.ts';

/** A server, over HTTP. @throws RefusedError when the address is none. */
export function openServer(address: string, token: string | undefined): Destination {
  const origin = requireOrigin(address);
  const bodies = new ServerBodies();
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const post = (href: string, contentType: string, body: string, signal: AbortSignal) => {
    const headers = { ...authorization, 'Content-Type': contentType, Accept: 'application/json' };
    return postPatiently({ url: new URL(href, origin), headers, body, signal });
  };
  const send = async ({ json, lines, unsaid }: ServerBodySet, signal: AbortSignal): Promise<KeptPoints> => {
    let kept: KeptPoints = { accepted: 0, refused: unsaid.count, reason: unsaid.reason };
    if (json.count > 0) {
      const href = routes.inMany.href();
      kept = add(kept, toKept(await post(href, 'application/x-ndjson', json.text, signal), json.count, origin));
    }
    if (lines.count > 0) {
      const href = routes.influxWrite2.href({}, { precision: 'ns' });
      kept = add(kept, toKept(await post(href, 'text/plain; charset=utf-8', lines.text, signal), lines.count, origin));
    }
    return kept;
  };
  let sending: Promise<unknown> = Promise.resolve();
  return {
    name: origin.href,
    // One is sent when the one before is answered, so that they arrive in their order; the next one is made meanwhile.
    maxWaiting: 2,
    keep(points, signal) {
      const made = bodies.of(points);
      const kept = sending.then(() => send(made, signal));
      sending = kept;
      return kept;
    },
    close: async () => {},
  };
}

function requireOrigin(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url;
  throw new RefusedError(`--to ${address}: write the address of a server, such as http://127.0.0.1:8355.`);
}

function add(a: KeptPoints, b: KeptPoints): KeptPoints {
  return { accepted: a.accepted + b.accepted, refused: a.refused + b.refused, reason: a.reason ?? b.reason };
}

/** What the server says of a body of so many points. */
function toKept({ status, text }: Posted, count: number, origin: URL): KeptPoints {
  if (status >= 200 && status < 300) return toKeptOf(text, count);
  const message = messageOf(text);
  if (status === 400) return toKeptOf(text, count, /dropped=(\d+)$/.exec(message)?.[1]);
  if (status === 401 || status === 403)
    throw new RefusedError(`${origin.origin} refuses: ${message} Give a write token by --token or TELLTALE_TOKEN.`);
  throw new RefusedError(`${origin.origin} answers ${status}: ${message}`);
}

/** A body of lines is answered with nothing, or with how many were dropped; one of JSON with how many were not. */
function toKeptOf(text: string, count: number, dropped?: string): KeptPoints {
  if (text === '') return { accepted: count, refused: 0 };
  const { refused = dropped, problems, refusals } = parseJson(text);
  const refusedCount = Number(refused ?? count);
  const reason = problems?.[0]?.reason ?? refusals?.[0] ?? messageOf(text);
  return { accepted: count - refusedCount, refused: refusedCount, ...(refusedCount > 0 && { reason }) };
}

interface ServerAnswer {
  readonly message?: string;
  readonly error?: string;
  readonly refused?: number;
  readonly problems?: readonly { readonly reason: string }[];
  readonly refusals?: readonly string[];
}

/** Empty when it is none of a Telltale. */
function parseJson(text: string): ServerAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

const MAX_MESSAGE_CHARS = 500;

function messageOf(text: string): string {
  const { message, error } = parseJson(text);
  return (message ?? error ?? text.trim()).slice(0, MAX_MESSAGE_CHARS);
}
