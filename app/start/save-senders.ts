import type { Deps } from '../deps.ts';

/** A crash loses what was counted since; a stop writes it down. */
const EVERY_MS = 30_000;

/** Writes down who has sent, now and then, until the server stops. */
export function saveSenders({ senders, state, log, signal }: Pick<Deps, 'senders' | 'state' | 'log' | 'signal'>): void {
  const save = () => {
    state.transactional.batch(() => senders.save()).catch(error => log.error(error, 'who sends was not written down'));
  };
  const timer = setInterval(save, EVERY_MS).unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
