import { Histogram } from '../../http/metering/histogram.ts';
import type { Steps } from '../eval/steps.ts';
import type { LiveNews } from './live-calls.ts';
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
  /** In which its number is meant. */
  readonly session: Promise<LiveSession>;
  readonly opening: Promise<number>;
  id: number | undefined;
}

/** PromQL that moves: screens that show the same query share it, and all share one thread and one tick. */
export class PromqlLive {
  /** Each second's evaluation of all that is open, until its news were here. */
  readonly durations = new Histogram();
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
    const begun = this.#begin();
    const opening = begun.then(async session => {
      const { id, answer } = await session.open(query, stepMs, rangeMs);
      mirror.apply(answer);
      shared.id = id;
      if (shared.viewers.size === 0) session.release(id, query); // all have left meanwhile
      return id;
    });
    const shared: Shared = { query, mirror, viewers: new Set(), session: begun, opening, id: undefined };
    this.#shared.set(key, shared);
    return shared;
  }

  #leave(key: string, shared: Shared, events: LiveEvents): void {
    if (!shared.viewers.delete(events) || shared.viewers.size > 0) return;
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
    const { id, query, session } = shared;
    if (id !== undefined) void session.then(one => one.release(id, query));
    if (this.#shared.size === 0) this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
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
    const begun = this.#session;
    if (!begun) return;
    try {
      const session = await begun;
      const begunAt = performance.now();
      const news = await session.advance();
      if (this.#shared.size > 0) this.durations.add(performance.now() - begunAt);
      if (this.#session !== begun) return; // it was lost meanwhile, and its numbers mean others now
      this.#tell(new Map(news.map(one => [one.id, one])));
    } catch (error) {
      if (this.#session === begun) this.#lose(error);
      return;
    }
    this.#scheduleTick();
  }

  #tell(news: ReadonlyMap<number, LiveNews>): void {
    for (const { id, mirror, viewers } of this.#shared.values()) {
      const one = id === undefined ? undefined : news.get(id);
      if (!one) continue;
      if ('answer' in one) mirror.apply(one.answer);
      else mirror.fail(one.problem);
      for (const { onChange } of viewers) onChange();
    }
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
    // Why it could not begin, or go on, was told already.
    session?.then(one => one.close()).catch(() => {});
  }
}
