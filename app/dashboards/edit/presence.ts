import type { Author } from '../kept/edit-by.ts';

/** Who builds which dashboard just now, as far as pages are open for it. */
export interface Presence {
  /** Somebody has opened the page; call what is given when it is closed. */
  enter(slug: string, who: Author): () => void;
  /** Each once, in the order in which they came. */
  of(slug: string): readonly Author[];
  /** Hears when somebody comes or goes, until the signal is aborted. */
  watch(slug: string, onChange: () => void, signal: AbortSignal): void;
}

/** Bounded by the open streams, as each place in it is held by one. */
export function createPresence(): Presence {
  const rooms = new Map<string, { readonly pages: Set<Author>; readonly watchers: Set<() => void> }>();
  const roomOf = (slug: string) => {
    const room = rooms.get(slug) ?? { pages: new Set(), watchers: new Set() };
    rooms.set(slug, room);
    return room;
  };
  const leaveEmpty = (slug: string) => {
    const room = rooms.get(slug);
    if (room?.pages.size === 0 && room.watchers.size === 0) rooms.delete(slug);
  };

  return {
    enter(slug, who) {
      const page = { ...who }; // of its own, as one person may have several open
      const { pages, watchers } = roomOf(slug);
      pages.add(page);
      for (const tell of watchers) tell();
      return () => {
        if (!pages.delete(page)) return;
        for (const tell of watchers) tell();
        leaveEmpty(slug);
      };
    },
    of(slug) {
      const byKey = new Map([...(rooms.get(slug)?.pages ?? [])].map(who => [who.key, who]));
      return [...byKey.values()];
    },
    watch(slug, onChange, signal) {
      if (signal.aborted) return;
      const { watchers } = roomOf(slug);
      watchers.add(onChange);
      signal.addEventListener('abort', () => {
        watchers.delete(onChange);
        leaveEmpty(slug);
      });
    },
  };
}
