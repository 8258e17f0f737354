import type { OwnState } from '../exposition/own-families.ts';
import type { Parts } from './create-parts.ts';
import { liveStateOf } from './live-state-of.ts';

/** What the server tells of itself to a Prometheus. */
export async function ownStateOf(parts: Parts): Promise<Omit<OwnState, 'loopDelay'>> {
  const { answered, senders, history, logs, databases, certificate } = parts;
  return {
    ...{ requests: answered.requests, totals: senders.totals(), history: await history.stats() },
    ...{ live: liveStateOf(parts), areLogsUnwritable: logs.unwritable !== undefined, databases },
    ...(certificate && { certificateUntilMs: certificate.current.untilMs }),
  };
}
