import { setTimeout as wait } from 'node:timers/promises';
import type { State } from '../../db/state.ts';
import type { Actor, AuditStore } from '../audit/store.ts';
import type { Sends } from '../dashboards/kinds/control.ts';
import { HttpError } from '../http/http-error.ts';
import { type CarryOptions, carryOut } from './carry-out.ts';
import { type PostResult, postWebhook } from './post-webhook.ts';
import type { NewPress, Press, PressStore } from './store.ts';

/** A press that was not carried out within this time is not any more: a door that opens an hour later is worse than one that does not. */
export const CARRY_WITHIN_MS = 60_000;
/** Presses that wait to be carried out at once. */
export const MAX_WAITING = 100;
/** Between attempts at one webhook; there is one attempt more than waits. */
const RETRY_DELAYS_MS = [1000, 5000, 15_000];

export interface ControlsOptions extends CarryOptions {
  readonly state: State;
  readonly audit: Pick<AuditStore, 'note'>;
  readonly presses: PressStore;
  readonly now: () => number;
  readonly mayPostTo: (address: string) => boolean;
  /** Aborted when the server stops: what waits then is taken up at the next start. */
  readonly signal: AbortSignal;
  /** Hears that what became of a press could not be written down. */
  readonly onTrouble: (error: unknown) => void;
  readonly retryDelaysMs?: readonly number[];
}

export interface Controls {
  /** Keeps the press with its line in the audit log, then carries it out: a reading or an event is durable when it resolves, a webhook is on its way. */
  press(who: Actor, press: Omit<NewPress, 'who' | 'atMs'>, title: string): Promise<Press>;
  /** Takes up what waited when the server was stopped, or says that it is lost. */
  resume(): Promise<void>;
  /** Resolves when no webhook is on its way. */
  idle(): Promise<void>;
}

/** What is pressed, carried out after its commit: at least once within a minute, or it is said to be lost. */
export function createControls(options: ControlsOptions): Controls {
  const { state, audit, presses, now, signal, retryDelaysMs = RETRY_DELAYS_MS } = options;
  const { batch } = state.transactional;
  /** The newest webhook on its way of each panel: those of one panel go one after the other. */
  const underWay = new Map<string, Promise<void>>();

  const settle = (press: Press, outcome: 'sent' | 'failed' | 'lost', result: string) =>
    batch(() => {
      const isNews = press.sends.to === 'webhook' || outcome !== 'sent';
      if (isNews)
        audit.note({
          who: { name: press.who, from: '' },
          action: outcome === 'lost' ? 'control lost' : 'control sent',
          ...{ subject: subjectOf(press), detail: `${press.wire}: ${result}` },
          outcome: outcome === 'sent' ? 'done' : 'failed',
        });
      return presses.settle(press, outcome, result);
    });

  const keepSent = async (press: Press): Promise<Press> => {
    try {
      const refusal = await carryOut(press, options);
      return await settle(press, refusal === undefined ? 'sent' : 'failed', refusal ?? 'kept');
    } catch (error) {
      await settle(press, 'failed', 'it could not be kept').catch(options.onTrouble);
      throw error;
    }
  };

  const post = async (press: Press, url: string): Promise<void> => {
    const body = JSON.stringify(bodyOf(press));
    const idempotencyKey = `${press.slug}-${press.panel}-${press.atMs}-${press.id}`;
    let result: PostResult;
    for (let attempt = 0; ; attempt++) {
      result = await postWebhook({ url, body, idempotencyKey }, options);
      const delayMs = retryDelaysMs[attempt];
      const isLate = now() - press.atMs + (delayMs ?? 0) >= CARRY_WITHIN_MS;
      if (!result.mayRetry || delayMs === undefined || isLate) break;
      await wait(delayMs, undefined, { signal });
      if (presses.newest(press.slug, press.panel)?.id !== press.id) {
        result = { ...result, words: `${result.words}; a later press took its place` };
        break;
      }
    }
    await settle(press, result.isTaken ? 'sent' : 'failed', result.words);
  };

  const launch = (press: Press, url: string): void => {
    const key = subjectOf(press);
    const before = underWay.get(key) ?? Promise.resolve();
    const mine = before
      .then(() => post(press, url))
      // What was cut off by the end of the server still waits, and is taken up at the next start.
      .catch(error => signal.aborted || options.onTrouble(error))
      .then(() => void (underWay.get(key) === mine && underWay.delete(key)));
    underWay.set(key, mine);
  };

  const start = async (press: Press): Promise<Press> => {
    if (press.sends.to !== 'webhook') return keepSent(press);
    launch(press, press.sends.url);
    return press;
  };

  return {
    async press(who, { slug, panel, value, wire, sends }, title) {
      const press = await batch(() => {
        if (presses.countWaiting() >= MAX_WAITING)
          throw new HttpError(
            503,
            `${MAX_WAITING} presses wait to be sent, which is the limit. Try again in a minute.`,
          );
        const detail = `${wire} to ${targetOf(sends)}, on “${title}”`;
        audit.note({ who, action: 'control pressed', subject: `${slug}/${panel}`, detail });
        return presses.add({ atMs: now(), who: who.name, slug, panel, value, wire, sends });
      });
      return start(press);
    },

    async resume() {
      for (const press of presses.waiting()) {
        if (now() - press.atMs < CARRY_WITHIN_MS) await start(press).catch(options.onTrouble);
        else await settle(press, 'lost', 'the server was stopped before it was sent').catch(options.onTrouble);
      }
    },

    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

/** Where a press goes, without what may be secret in an address. */
export function targetOf(sends: Sends): string {
  switch (sends.to) {
    case 'series':
      return sends.series;
    case 'event':
      return `the topic ${sends.topic}`;
    case 'webhook':
      return new URL(sends.url).host;
  }
}

function subjectOf({ slug, panel }: Press): string {
  return `${slug}/${panel}`;
}

function bodyOf({ id, atMs, slug, panel, value, wire }: Press) {
  return { dashboard: slug, panel, value, text: wire, press: id, at: new Date(atMs).toISOString() };
}
