import type { History } from '../history/history.ts';

/** Series that are remembered at most; beyond it all are asked for anew. */
const MAX_REMEMBERED = 2000;
/** Another one may begin to send a series: then it is shown by so much later. */
const ASK_AGAIN_MS = 10_000;

/** Who sends the series that a screen shows: who did last, or, where nobody has since the start, who did first. */
export interface SeriesSenders {
  of(key: string): string | undefined;
  /** Asks for what is not known yet, and now and then for all. True: there is something new to show. */
  load(keys: Iterable<string>): Promise<boolean>;
}

export function createSeriesSenders(
  history: Pick<History, 'series'>,
  nameOf: (senderId: string) => string | undefined,
  now: () => number,
): SeriesSenders {
  const senders = new Map<string, string | undefined>();
  let askAllMs = 0;
  return {
    of(key) {
      const sender = senders.get(key);
      return sender && (nameOf(sender) ?? sender);
    },
    async load(keys) {
      const shown = Array.from(keys);
      const isTime = now() >= askAllMs;
      const asked = isTime ? shown : shown.filter(key => !senders.has(key));
      if (asked.length === 0) return false;
      if (isTime) askAllMs = now() + ASK_AGAIN_MS;
      if (senders.size > MAX_REMEMBERED) senders.clear();
      for (const key of asked) if (!senders.has(key)) senders.set(key, undefined);
      let isNew = false;
      for (const { key, sender, lastSender } of await history.series({ keys: asked })) {
        const by = lastSender?.id ?? sender;
        isNew ||= senders.get(key) !== by;
        senders.set(key, by);
      }
      return isNew;
    },
  };
}
