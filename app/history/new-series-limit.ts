/** Bounds how many series may appear within any minute, counted in slots of one second. */
export interface NewSeriesLimit {
  readonly maxPerMinute: number;
  /** Takes one place if there is one. */
  take(nowMs: number): boolean;
}

const SLOTS = 60;

export function createNewSeriesLimit(maxPerMinute: number): NewSeriesLimit {
  const slots: { second: number; count: number }[] = [];
  let taken = 0;

  const forget = (second: number) => {
    // A slot of the future means that the clock was set back: it would hold its places for too long.
    while (slots[0] && (slots[0].second <= second - SLOTS || slots[0].second > second)) taken -= slots.shift()!.count;
  };

  return {
    maxPerMinute,
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
