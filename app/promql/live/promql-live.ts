import type { Steps } from '../eval/steps.ts';
import { type LiveLine, LiveMirror } from './live-mirror.ts';
import { LiveSession, type LiveSessionOptions } from './live-session.ts';

/** Between two ticks: then what is new is asked for, of all live queries together. */
const TICK_MS = 1_000;

/** The thread ends when nobody has asked for anything for so long. */
const IDLE_MS = 30_000;

/** What a screen shows of one query. */
export interface LiveResult {
  readonly steps: Steps;
  readonly lines: readonly LiveLine[];
  /** Why it moves seldom, or stands still, as a sentence. */
  readonly note: string | undefined;
  close(): void;
}

export interface LiveGrid {
  /** Steps are multiples of it, since 1970. */
  readonly stepMs: number;
  readonly rangeMs: number;
}

export interface LiveEvents {
  /** After each tick that brought something new. */
  readonly onChange: () => void;
  /** It moves no more: open it anew. */
  readonly onLost: (reason: unknown) => void;
}

interface Shared {
  readonly query: string;
  readonly mirror: LiveMirror;
  readonly viewers: Set<LiveEvents>;
  readonly opening: Promise<number>;
  id: number | undefined;
}

/** PromQL that moves: screens that show the same query share it, and all share one thread and one tick. */
export class PromqlLive {
  readonly #options: Omit<LiveSessionOptions, 'onLost'>;
  readonly #shared = new Map<string, Shared>();
  #session: Promise<LiveSession> | undefined;
  #ticks: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: Omit<LiveSessionOptions, 'onLost'>) {
    this.#options = options;
  }

  /** Rejects with the sentence of a PromqlError for what cannot be shown over time. */
  async open(query: string, grid: LiveGrid, events: LiveEvents): Promise<LiveResult> {
    const key = JSON.stringify([query, grid.stepMs, grid.rangeMs]);
    const shared = this.#shared.get(key) ?? this.#share(key, query, grid);
    shared.viewers.add(events);
    const close = () => this.#leave(key, shared, events);
    try {
      await shared.opening;
    } catch (error) {
      close();
      throw error;
    }
    const { mirror } = shared;
    return {
      get steps() {
        return mirror.steps;
      },
      get lines() {
        return mirror.lines;
      },
      get note() {
        return mirror.note;
      },
      close,
    };
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    clearTimeout(this.#ticks);
    const session = await this.#session?.catch(() => undefined); // who opened it has heard
    await session?.close();
  }

  #share(key: string, query: string, { stepMs, rangeMs }: LiveGrid): Shared {
    clearTimeout(this.#idle);
    const mirror = new LiveMirror();
    const opening = this.#begin().then(async session => {
      const { id, answer } = await session.open(query, stepMs, rangeMs);
      mirror.apply(answer);
      shared.id = id;
      if (shared.viewers.size === 0) session.release(id, query, this.#isLast(query)); // all have left meanwhile
      return id;
    });
    const shared: Shared = { query, mirror, viewers: new Set(), opening, id: undefined };
    this.#shared.set(key, shared);
    return shared;
  }

  #leave(key: string, shared: Shared, events: LiveEvents): void {
    if (!shared.viewers.delete(events) || shared.viewers.size > 0) return;
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
    const { id, query } = shared;
    if (id !== undefined)
      void this.#session?.then(
        session => session.release(id, query, this.#isLast(query)),
        () => {},
      );
    if (this.#shared.size === 0) this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #isLast(query: string): boolean {
    return !this.#shared.values().some(other => other.query === query);
  }

  #begin(): Promise<LiveSession> {
    this.#session ??= LiveSession.start({ ...this.#options, onLost: reason => this.#lose(reason) }).then(
      session => {
        this.#scheduleTick();
        return session;
      },
      error => {
        this.#session = undefined;
        throw error;
      },
    );
    return this.#session;
  }

  /** Just after each full second, when a step may have ended. */
  #scheduleTick(): void {
    const toNextMs = TICK_MS - (this.#options.now() % TICK_MS);
    this.#ticks = setTimeout(() => void this.#tick(), toNextMs).unref();
  }

  async #tick(): Promise<void> {
    const session = await this.#session;
    if (!session) return;
    try {
      const news = new Map((await session.advance()).map(one => [one.id, one]));
      for (const shared of this.#shared.values()) {
        const one = shared.id === undefined ? undefined : news.get(shared.id);
        if (!one) continue;
        if ('answer' in one) shared.mirror.apply(one.answer);
        else shared.mirror.fail(one.problem);
        for (const { onChange } of shared.viewers) onChange();
      }
    } catch (error) {
      return this.#lose(error);
    }
    if (this.#session) this.#scheduleTick();
  }

  #lose(reason: unknown): void {
    if (!this.#session) return;
    this.#end();
    const viewers = this.#shared
      .values()
      .flatMap(({ viewers }) => viewers)
      .toArray();
    this.#shared.clear();
    for (const { onLost } of viewers) onLost(reason);
  }

  #end(): void {
    const session = this.#session;
    this.#session = undefined;
    clearTimeout(this.#ticks);
    void session?.then(
      one => one.close(),
      () => {},
    );
  }
}
