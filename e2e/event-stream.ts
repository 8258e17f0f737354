/** One event of a `text/event-stream`. */
export interface StreamEvent {
  /** `message` where the stream gives no name. */
  readonly name: string;
  readonly id: string | undefined;
  readonly data: string;
  /** When its last byte had come, by `performance.now()`. */
  readonly atMs: number;
}

/** Opens a stream as a program does. Throws when the answer is none; ends when the server ends it or `signal` aborts. */
export async function* openStream(url: string, init: RequestInit = {}): AsyncGenerator<StreamEvent> {
  const response = await fetch(url, { ...init, headers: { Accept: 'text/event-stream', ...init.headers } });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('text/event-stream')) throw new Error(`${url}: ${response.status} ${type}`);
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop()!;
    for (const event of events) yield parseEvent(event);
  }
}

/** Everything until the server ends the stream. */
export async function readWholeStream(url: string, init?: RequestInit): Promise<StreamEvent[]> {
  return Array.fromAsync(openStream(url, init));
}

function parseEvent(text: string): StreamEvent {
  const fields = text.split('\n').map(line => /^(\w+): ?(.*)$/.exec(line)?.slice(1) ?? []);
  const valuesOf = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value ?? '');
  return {
    name: valuesOf('event')[0] ?? 'message',
    id: valuesOf('id')[0],
    data: valuesOf('data').join('\n'),
    atMs: performance.now(),
  };
}
