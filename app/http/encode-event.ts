export interface ServerSentEvent {
  readonly id?: string;
  /** Without a name the page swaps `data` in; with one it only hears of it. */
  readonly event?: string;
  readonly data: string;
  /** Milliseconds a client waits before it reconnects. */
  readonly retryMs?: number;
}

/**
 * One event as the text/event-stream format writes it (WHATWG HTML, section 9.2). Line breaks of any kind in
 * `data` become separate data lines; in `id` and `event` they would break the frame and are refused.
 */
export function encodeEvent({ id, event, data, retryMs }: ServerSentEvent): string {
  if (/[\r\n\0]/.test(`${id ?? ''}${event ?? ''}`))
    throw new RangeError('An event id or name must not hold line breaks.');
  const head = [
    id === undefined ? '' : `id: ${id}\n`,
    event === undefined ? '' : `event: ${event}\n`,
    retryMs === undefined ? '' : `retry: ${retryMs}\n`,
  ];
  return `${head.join('')}data: ${data.replace(LINE_BREAK, '\ndata: ')}\n\n`;
}

const LINE_BREAK = /\r\n|\r|\n/g;
