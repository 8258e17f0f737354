/** Bounds how many series of one sender may appear within any minute, so that others are not in each other's way. */
export interface NewSeriesLimit {
  readonly maxPerMinute: number;
  /** Takes one place if there is one. Nobody in particular is a sender, too. */
  take(nowMs: number, senderId?: string): boolean;
}

/** Counted in slots of one second. */
const SLOTS = 60;

/** Senders that are counted apart; when more of them make series within a minute, the others share one limit. */
const MAX_SENDERS = 1000;

export function createNewSeriesLimit(maxPerMinute: number): NewSeriesLimit {
  const bySender = new Map<string, MinuteLimit>();
  const shared = createMinuteLimit(maxPerMinute);

  /** Those who took a place last are at the end. */
  const limitOf = (nowMs: number, senderId: string): MinuteLimit => {
    const known = bySender.get(senderId);
    const [oldestId, oldest] = bySender.size < MAX_SENDERS ? [] : bySender.entries().next().value!;
    if (!known && oldest && !oldest.isFree(nowMs)) return shared;
    bySender.delete(known ? senderId : (oldestId ?? senderId));
    const limit = known ?? createMinuteLimit(maxPerMinute);
    bySender.set(senderId, limit);
    return limit;
  };

  return { maxPerMinute, take: (nowMs, senderId = '') => limitOf(nowMs, senderId).take(nowMs) };
}

interface MinuteLimit {
  take(nowMs: number): boolean;
  /** Nothing was taken within the last minute. */
  isFree(nowMs: number): boolean;
}

function createMinuteLimit(maxPerMinute: number): MinuteLimit {
  const slots: { second: number; count: number }[] = [];
  let taken = 0;

  const forget = (second: number) => {
    // A slot of the future means that the clock was set back: it would hold its places for too long.
    while (slots[0] && (slots[0].second <= second - SLOTS || slots[0].second > second)) taken -= slots.shift()!.count;
  };

  return {
    isFree(nowMs) {
      forget(Math.floor(nowMs / 1000));
      return taken === 0;
    },
    take(nowMs) {
      const second = Math.floor(nowMs / 1000);
      forget(second);
      if (taken >= maxPerMinute) return false;
      taken++;
      const last = slots.at(-1);
      if (last && last.second >= second) last.count++;
      else slots.push({ second, count: 1 });
      return true;
    },
  };
}
