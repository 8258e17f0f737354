/** Failed attempts that one key may make within the window before it has to wait. */
const MAX_FAILURES = 8;
const WINDOW_MS = 5 * 60_000;
/** Keys remembered at once; beyond it the oldest is forgotten. */
const MAX_KEYS = 10_000;

/** Counts failed attempts to sign in, by any key (an address, a name). */
export interface Attempts {
  /** Milliseconds until this key may try again; 0 when it may now. */
  waitMs(key: string): number;
  /** Counts an attempt as failed before its outcome is known, so that attempts made side by side count too. */
  started(key: string): void;
  /** The attempt begun last did not fail after all. */
  takeBack(key: string): void;
  /** Forgets the failures of this key. */
  clear(key: string): void;
}

export function createAttempts(now: () => number): Attempts {
  const failures = new Map<string, number[]>();

  const recent = (key: string) => (failures.get(key) ?? []).filter(atMs => atMs > now() - WINDOW_MS);

  return {
    waitMs(key) {
      const times = recent(key);
      return times.length < MAX_FAILURES ? 0 : times[times.length - MAX_FAILURES]! + WINDOW_MS - now();
    },
    started(key) {
      const times = [...recent(key), now()].slice(-MAX_FAILURES);
      failures.delete(key);
      failures.set(key, times);
      if (failures.size > MAX_KEYS) failures.delete(failures.keys().next().value!);
    },
    takeBack(key) {
      failures.get(key)?.pop();
    },
    clear(key) {
      failures.delete(key);
    },
  };
}
