import type { History } from '../history/history.ts';

/** Series that are remembered at most; beyond it all are asked for anew. */
const MAX_REMEMBERED = 2000;

/** Who first sent the series that a screen shows, asked for once. */
export interface SeriesSenders {
  of(key: string): string | undefined;
  /** Asks for what is not known yet. True: there is something new to show. */
  load(keys: Iterable<string>): Promise<boolean>;
}

export function createSeriesSenders(
  history: Pick<History, 'series'>,
  nameOf: (senderId: string) => string | undefined,
): SeriesSenders {
  const senders = new Map<string, string | undefined>();
  return {
    of(key) {
      const sender = senders.get(key);
      return sender && (nameOf(sender) ?? sender);
    },
    async load(keys) {
      const unknown = Array.from(keys).filter(key => !senders.has(key));
      if (unknown.length === 0) return false;
      if (senders.size > MAX_REMEMBERED) senders.clear();
      for (const key of unknown) senders.set(key, undefined);
      const found = await history.series({ keys: unknown });
      for (const { key, sender } of found) senders.set(key, sender);
      return found.some(({ sender }) => sender !== undefined);
    },
  };
}
