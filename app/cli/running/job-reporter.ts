import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { routes } from '../../routes.ts';
import { type Delivering, deliver } from '../deliver.ts';
import type { Target } from '../target.ts';
import type { JobSignal } from './job-signal.ts';
import { SignalQueue } from './signal-queue.ts';

/** Between two deliveries: what is said meanwhile goes together. */
const EVERY_MS = 500;

export interface JobReporterOptions extends Pick<Delivering, 'onWait' | 'wait'> {
  readonly target: Target;
  readonly job: string;
  readonly run: string;
}

/**
 * Tells the server what a run says, in order, beside the run: nothing that happens to the server or on the way to it holds the run up.
 * What the server has not taken waits, and goes together when it can.
 */
export class JobReporter {
  readonly #options: JobReporterOptions;
  readonly #queue = new SignalQueue();
  readonly #stopping = new AbortController();
  readonly #news = new EventTarget();
  #underWay: readonly JobSignal[] = [];
  #delivering: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  #hasEnded = false;

  constructor(options: JobReporterOptions) {
    this.#options = options;
  }

  say(signal: JobSignal): void {
    this.#queue.add(signal);
    this.#news.dispatchEvent(new Event('news'));
    // Nobody waits for it before the end, and the run goes on whatever becomes of it.
    this.#delivering ??= this.#deliverAll().catch(error => {
      this.#failure = { error };
    });
  }

  /**
   * Nothing more is said. Resolves when the server has taken everything, or after so many milliseconds: then with what it has not taken.
   * Rejects with a RefusedError when it does not want it.
   */
  async end(patienceMs: number): Promise<readonly JobSignal[]> {
    this.#hasEnded = true;
    this.#news.dispatchEvent(new Event('news'));
    const stop = () => this.#stopping.abort();
    const timer = globalThis.setTimeout(stop, patienceMs);
    await this.#delivering;
    clearTimeout(timer);
    if (this.#failure) throw this.#failure.error;
    return [...this.#underWay, ...this.#queue.take()];
  }

  async #deliverAll(): Promise<void> {
    const { signal } = this.#stopping;
    const { target, job, run, ...options } = this.#options;
    const href = routes.jobSignal.href({ name: job }, { run });
    try {
      while (!signal.aborted && !(this.#hasEnded && this.#queue.isEmpty)) {
        if (this.#queue.isEmpty) await once(this.#news, 'news', { signal });
        if (!this.#hasEnded) await this.#rest();
        this.#underWay = this.#queue.take();
        if (this.#underWay.length === 0) continue;
        const body = JSON.stringify(this.#underWay);
        await deliver(target, { href, contentType: 'application/json', body }, { ...options, signal });
        this.#underWay = [];
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Until there may be more to be sent together, or the end. */
  async #rest(): Promise<void> {
    const over = new AbortController();
    const hasEnded = (async () => {
      while (!this.#hasEnded) await once(this.#news, 'news', { signal: over.signal });
    })().catch(() => {});
    await Promise.race([setTimeout(EVERY_MS, undefined, { signal: over.signal }).catch(() => {}), hasEnded]);
    over.abort();
  }
}
