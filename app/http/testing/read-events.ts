/** One event as a client sees it. `id` is the last one that was sent so far, as the client would give it back. */
export interface SeenEvent {
  readonly id: string;
  /** `message` where the event has no name. */
  readonly event: string;
  readonly data: string;
  readonly retryMs?: number;
}

/**
 * Whole events of a text/event-stream, read as the standard says (WHATWG HTML, 9.2.6) and not as our encoder writes:
 * an event without data is not dispatched, one whose end has not come yet neither.
 */
export function readEvents(text: string): SeenEvent[] {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n').slice(0, -1);
  let id = '';
  return blocks.flatMap(block => {
    const fields = block.split('\n').map(toField);
    const valuesOf = (wanted: string) => fields.filter(([name]) => name === wanted).map(([, value]) => value);
    id = valuesOf('id').at(-1) ?? id;
    const data = valuesOf('data');
    const retry = valuesOf('retry').at(-1);
    if (data.length === 0) return [];
    const event = valuesOf('event').at(-1) || 'message';
    return [{ id, event, data: data.join('\n'), ...(retry !== undefined && { retryMs: Number(retry) }) }];
  });
}

/** Name and value; one blank behind the colon does not belong to the value. */
function toField(line: string): [name: string, value: string] {
  const cut = line.indexOf(':');
  return cut < 0 ? [line, ''] : [line.slice(0, cut), line.slice(cut + 1).replace(/^ /, '')];
}
