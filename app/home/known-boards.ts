import { isDeepStrictEqual } from 'node:util';
import type { Dashboard, DashboardStore } from '../dashboards/store.ts';

/** All dashboards as they were looked at last; only those that were changed since are read again. */
export interface KnownBoards {
  readonly all: readonly Dashboard[];
  /** Looks again. True: some came, went or were changed. */
  look(): boolean;
}

export function createKnownBoards(store: Pick<DashboardStore, 'find' | 'stamps'>): KnownBoards {
  let stamps: ReturnType<DashboardStore['stamps']> = [];
  let known = new Map<string, Dashboard>();
  const look = () => {
    const now = store.stamps();
    if (isDeepStrictEqual(now, stamps)) return false;
    const isSame = new Set(stamps.map(stamp => JSON.stringify(stamp)));
    const entries = now.flatMap(stamp => {
      const before = isSame.has(JSON.stringify(stamp)) ? known.get(stamp.slug) : undefined;
      const dashboard = before ?? store.find(stamp.slug);
      return dashboard ? [[stamp.slug, dashboard] as const] : [];
    });
    [stamps, known] = [now, new Map(entries)];
    return true;
  };
  look();
  return {
    get all() {
      return [...known.values()];
    },
    look,
  };
}
