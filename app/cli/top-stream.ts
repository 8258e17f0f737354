import { mediaTypes } from '../api/media-types.ts';
import { RefusedError } from '../backup/refused-error.ts';
import { routes } from '../routes.ts';
import type { Target } from './target.ts';
import type { TopBoard } from './top-boards.ts';
import type { TextWish } from './top-fetch.ts';

/** A stream beats every 2 to 3 s; one that is silent for longer is lost, whatever its socket says. */
const SILENT_MS = 5_000;
const PARTIAL = /^<hx-partial[^>]*>([\s\S]*)<\/hx-partial>$/;
/** An event that is longer than any screen is none of a Telltale. */
const MAX_EVENT_CHARS = 1024 * 1024;

export interface LiveTextWish extends TextWish {
  readonly hasColour: boolean;
}

/**
 * The text of a dashboard, each time that it has changed; undefined when only time has passed. Ends when the stream does; throws what
 * fetch does, and a RefusedError with the sentence of the server when it ends for good.
 */
export async function* followText(
  { url, token }: Target,
  { slug }: TopBoard,
  { columns, range, hasColour }: LiveTextWish,
  signal: AbortSignal,
): AsyncGenerator<string | undefined> {
  const query = { text: hasColour ? 'ansi' : 'plain', columns, ...(range !== '' && { range }) };
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENT_MS);
  try {
    const response = await fetch(new URL(routes.dashboard.href({ slug }, query), url), {
      headers: { Accept: mediaTypes.events, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) throw new Error(`it answers ${response.status}`);
    for await (const { event, data } of readEvents(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_MS);
      if (event === 'gone') throw new RefusedError(reasonOf(data));
      yield PARTIAL.exec(data)?.[1];
    }
  } finally {
    clearTimeout(timer);
  }
}

interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Events of a stream, as its format says (WHATWG HTML, section 9.2); ids are left out, as each connection begins with all. */
async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop()!;
    if (rest.length > MAX_EVENT_CHARS) throw new Error('its events are too long');
    yield* blocks.map(toEvent);
  }
}

function toEvent(block: string): StreamEvent {
  const fields = block.split('\n');
  const of = (name: string) =>
    fields.filter(line => line.startsWith(`${name}: `)).map(line => line.slice(name.length + 2));
  return { event: of('event').at(-1) ?? 'message', data: of('data').join('\n') };
}

/** Where it leads to the sign-in there is no sentence. */
function reasonOf(data: string): string {
  const { reason } = JSON.parse(data || '{}') as { reason?: string };
  return reason ?? 'The server wants a read token. Give one by --token-file or TELLTALE_TOKEN; Settings makes them.';
}
