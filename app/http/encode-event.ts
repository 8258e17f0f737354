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
  const lines = data.split(/\r\n|\r|\n/).map(line => `data: ${line}`);
  if (retryMs !== undefined) lines.unshift(`retry: ${retryMs}`);
  if (event !== undefined) lines.unshift(`event: ${event}`);
  if (id !== undefined) lines.unshift(`id: ${id}`);
  return `${lines.join('\n')}\n\n`;
}
