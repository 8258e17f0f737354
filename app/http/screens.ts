import { HttpError } from './http-error.ts';
import { ScreenTimings } from './metering/screen-timings.ts';
import type { Screen, ScreenStats } from './screen.ts';

/** A screen that nobody looks at any more is kept so long: a reload or a reconnect finds it warm. */
const LINGER_MS = 30_000;
/** Screens kept at once; when there are more, idle ones end first and a new one is refused beyond. */
export const MAX_SCREENS = 1000;

/** A screen together with what feeds it. */
export interface RunningScreen {
  readonly screen: Screen;
  /** Resolves when what feeds the screen has ended by itself. */
  readonly lost: Promise<void>;
  /** Ends what feeds the screen. */
  stop(): void;
  /** Resolves when the screen, redrawn, shows what is kept now. */
  fresh?(): Promise<void>;
  /** From now on durations are counted there, with those that were counted before. */
  countInto?(timings: ScreenTimings): void;
}

/** Given back by disposing; twice counts once. */
export interface Hold extends Disposable {
  readonly screen: Screen;
  /** Resolves when the screen, redrawn, shows what is kept now. */
  readonly fresh: () => Promise<void>;
}

/** The screens that are being looked at: one per audience, shared by all its viewers. */
export interface Screens {
  /**
   * The screen of that name, started by `start` if it does not run yet. Give the hold back when done.
   * Rejects with what `start` rejects with, and with an `HttpError` 503 when all screens are being looked at.
   */
  hold(name: string, start: () => Promise<RunningScreen>): Promise<Hold>;
  /** Ends a screen whose definition changed; its viewers reconnect to a new one. */
  end(matches: (name: string) => boolean): void;
  /** Tells the viewers of all screens something beside what is drawn. */
  tell(event: string, data: string): void;
  readonly count: number;
  /** Of all screens together. */
  stats(): ScreenStats;
  /** Since the start, by what the screens show: the first word of their names. */
  readonly timings: ReadonlyMap<string, ScreenTimings>;
}

interface Entry {
  readonly running: Promise<RunningScreen>;
  screen?: Screen;
  holds: number;
  idle: NodeJS.Timeout | undefined;
}

export function createScreens(): Screens {
  const entries = new Map<string, Entry>();
  const timings = new Map<string, ScreenTimings>();
  const timingsOf = (name: string) => {
    const kind = name.split(' ', 1)[0]!;
    const known = timings.get(kind) ?? new ScreenTimings();
    timings.set(kind, known);
    return known;
  };

  const end = (name: string) => {
    const entry = entries.get(name);
    if (!entry) return;
    entries.delete(name);
    clearTimeout(entry.idle);
    void entry.running.then(closeScreen, () => undefined /* who held it was told */);
  };

  const makeRoom = () => {
    if (entries.size < MAX_SCREENS) return;
    const idle = [...entries].find(([, entry]) => entry.holds === 0);
    if (!idle) throw tooManyScreens();
    end(idle[0]);
  };

  const begin = (name: string, start: () => Promise<RunningScreen>): Entry => {
    makeRoom();
    const entry: Entry = { running: start(), holds: 0, idle: undefined };
    entries.set(name, entry);
    const isCurrent = () => entries.get(name) === entry;
    entry.running.then(
      ({ screen, lost, countInto }) => {
        entry.screen = screen;
        countInto?.(timingsOf(name));
        lost.then(() => isCurrent() && end(name));
      },
      () => isCurrent() && entries.delete(name),
    );
    return entry;
  };

  return {
    async hold(name, start) {
      const entry = entries.get(name) ?? begin(name, start);
      entry.holds++;
      clearTimeout(entry.idle);
      let isHeld = true;
      const release = () => {
        if (!isHeld) return;
        isHeld = false;
        entry.holds--;
        if (entry.holds > 0 || entries.get(name) !== entry) return;
        entry.idle = setTimeout(() => end(name), LINGER_MS).unref();
      };
      try {
        const { screen, fresh } = await entry.running;
        return { screen, fresh: async () => fresh?.(), [Symbol.dispose]: release };
      } catch (error) {
        release();
        throw error;
      }
    },
    end(matches) {
      for (const name of [...entries.keys()].filter(matches)) end(name);
    },
    tell(event, data) {
      for (const { screen } of entries.values()) screen?.tell(event, data);
    },
    get count() {
      return entries.size;
    },
    timings,
    stats() {
      const all = [...entries.values()].flatMap(({ screen }) => screen?.stats() ?? []);
      const sum = (field: keyof ScreenStats) => all.reduce((total, stats) => total + stats[field], 0);
      return { memoryBytes: sum('memoryBytes'), leases: sum('leases') };
    },
  };
}

function tooManyScreens(): HttpError {
  return new HttpError(503, `${MAX_SCREENS} screens are open, which is the limit. Close some pages and try again.`, {
    headers: { 'Retry-After': String(LINGER_MS / 1000) },
  });
}

function closeScreen({ screen, stop }: RunningScreen): void {
  stop();
  screen.close();
}
