import { encodeEvent } from '../../http/encode-event.ts';
import { EVENT_STREAM } from '../../http/serve-frames.ts';
import type { KeptEvent } from '../kept/event.ts';
import { ntfyMessage } from '../ntfy-message.ts';

export type FrameForm = 'json' | 'sse' | 'raw' | 'ws';

/** A word of the stream itself: it is open, still there, or some events have run out unread. */
export interface StreamWord {
  readonly id: string;
  readonly event: 'open' | 'keepalive' | 'gap';
  readonly time: number;
  readonly topic: string;
}

interface Form {
  readonly contentType: string;
  event(event: KeptEvent): string;
  word(word: StreamWord): string;
}

/** How events are written to a subscriber, as ntfy writes them. */
export const frameForms: Readonly<Record<FrameForm, Form>> = {
  json: {
    contentType: 'application/x-ndjson; charset=utf-8',
    event: event => `${ntfyMessage(event)}\n`,
    word: word => `${JSON.stringify(word)}\n`,
  },
  sse: {
    contentType: EVENT_STREAM,
    // With an id a browser resumes by itself. What is no message has a name, so that `onmessage` hears messages only.
    event: event =>
      encodeEvent({
        id: event.id,
        data: ntfyMessage(event),
        ...(event.kind !== 'message' && { event: event.kind }),
      }),
    word: word => encodeEvent({ event: word.event, data: JSON.stringify(word) }),
  },
  raw: {
    contentType: 'text/plain; charset=utf-8',
    event: ({ kind, message }) => (kind === 'message' ? `${message.replaceAll(/[\r\n]+/g, ' ')}\n` : '\n'),
    word: () => '\n',
  },
  ws: {
    contentType: 'application/json',
    event: ntfyMessage,
    word: word => JSON.stringify(word),
  },
};
