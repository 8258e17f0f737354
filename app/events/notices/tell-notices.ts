import { routes } from '../../routes.ts';
import type { KeptEvent } from '../kept/event.ts';
import type { Events } from '../kept/events.ts';
import type { Notice } from './notice.ts';

/** However many events come, pages are told of them so often at most. */
const MIN_INTERVAL_MS = 1000;
const SHOWN_CHARS = 200;

export interface TellOptions {
  readonly tell: (notice: Notice) => void;
  readonly signal: AbortSignal;
}

/** Tells of new messages: at once of the first, then once a second of the loudest of those that came meanwhile. */
export async function tellNotices({ live }: Pick<Events, 'live'>, { tell, signal }: TellOptions): Promise<void> {
  let loudest: KeptEvent | undefined;
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    if (!loudest) return;
    tell(noticeOf(loudest, count));
    [loudest, count] = [undefined, 0];
    timer = setTimeout(flush, MIN_INTERVAL_MS).unref();
  };
  try {
    for await (const item of live.subscribe({ signal })) {
      if (item.kind !== 'event' || item.value.kind !== 'message') continue;
      count += 1;
      if (!loudest || item.value.priority >= loudest.priority) loudest = item.value;
      if (!timer) flush();
    }
  } finally {
    clearTimeout(timer);
  }
}

function noticeOf({ id, topic, title, message, priority, atMs }: KeptEvent, count: number): Notice {
  return {
    ...{ id, topic, priority, atMs, count },
    title: title.slice(0, SHOWN_CHARS),
    message: message.slice(0, SHOWN_CHARS),
    href: routes.eventShown.href({ id }),
  };
}
