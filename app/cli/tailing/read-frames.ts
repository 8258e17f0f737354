import { RefusedError } from '../../backup/refused-error.ts';
import type { lineJson } from '../../logs/page/logs-json.ts';
import type { Target } from '../target.ts';

/** A line as the server tells it. */
export type ToldLine = ReturnType<typeof lineJson>;

/** What the server tells: a line, up to where it has told all, or that lines have run out unread. */
export type TailFrame = ToldLine | { readonly cursor: number } | { readonly gap: true };

/** A stream beats every 2.5 s; one that is silent for longer is lost, whatever its socket says. */
const SILENT_MS = 10_000;
/** A line that is longer is none of a Telltale. */
const MAX_FRAME_CHARS = 4 * 1024 * 1024;
const CURE = 'Give a read token by --token-file or TELLTALE_TOKEN; Settings makes them.';

/**
 * Everything that one connection tells. Ends when the stream does; throws what fetch does, and a RefusedError with a sentence when it is
 * of no use to ask again.
 */
export async function* readFrames(
  { url, token }: Target,
  href: string,
  signal: AbortSignal,
): AsyncGenerator<TailFrame> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`no word for ${SILENT_MS / 1000} s`)), SILENT_MS);
  try {
    const response = await fetch(new URL(href, url), {
      headers: { Accept: 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      signal: AbortSignal.any([signal, silence.signal]),
      redirect: 'manual',
    });
    if (!response.ok || !response.body) throw await refusalOf(response, url);
    if (!response.headers.get('content-type')?.includes('ndjson'))
      throw new RefusedError(`${url.origin} answers with something else than lines of a log; is it a Telltale?`);
    for await (const line of readLines(response.body)) {
      timer.refresh();
      yield JSON.parse(line) as TailFrame;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Too much to do, and not here just now, pass by themselves. */
async function refusalOf(response: Response, { origin }: URL): Promise<Error> {
  const { status } = response;
  const said = (await response.text()).trim().split('\n', 1)[0]!.slice(0, 300);
  if (status === 401) return new RefusedError(`${origin} wants a token it knows. ${CURE}`);
  if (status === 403) return new RefusedError(`This token may not read from ${origin}. ${CURE}`);
  const words = `${origin} answers ${status}${said === '' ? '.' : `: ${said}`}`;
  return status === 429 || status >= 500 ? new Error(words) : new RefusedError(words);
}

async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of body) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop()!;
    if (begun.length > MAX_FRAME_CHARS) throw new Error('its lines are too long');
    yield* lines;
  }
}
