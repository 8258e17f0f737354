import { encodeEvent } from '../../http/encode-event.ts';
import { keepAlive } from '../../stream/keep-alive.ts';
import type { ReactiveStream } from '../../stream/reactive.ts';
import type { Notice } from './notice.ts';

const KEEPALIVE_MS = 30_000;

/** Notices as server-sent events, for the one tab of a browser that shows them outside of its pages. */
export async function* noticeFrames(notices: ReactiveStream<Notice>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield Buffer.from(encodeEvent({ event: 'open', data: '' }));
  for await (const item of keepAlive(fresh(notices, signal), KEEPALIVE_MS)) {
    yield Buffer.from(
      encodeEvent(item ? { event: 'notice', data: JSON.stringify(item) } : { event: 'beat', data: '' }),
    );
  }
}

/** Who lags gets the newest: an old notice is worth nothing. */
async function* fresh(notices: ReactiveStream<Notice>, signal: AbortSignal): AsyncGenerator<Notice> {
  for await (const item of notices.subscribe({ signal })) if (item.kind === 'event') yield item.value;
}
