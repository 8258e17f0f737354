import type { Change } from '../../db/outbox.ts';
import type { Live } from '../http/live.ts';
import { goodbye, type StreamGate } from '../http/stream-gate.ts';
import type { ReactiveStream } from '../stream/reactive.ts';

export interface ReactOptions {
  readonly live: Pick<Live, 'end'>;
  readonly gate: Pick<StreamGate, 'end'>;
  readonly loginHref: string;
  readonly signal: AbortSignal;
}

/**
 * What open pages do about a committed change: streams of a session or token that ended are closed at once. Screens hear of
 * what they show by themselves, and go on. Where changes were missed, all of them start over.
 */
export async function reactToChanges(
  changes: ReactiveStream<Change>,
  { live, gate, loginHref, signal }: ReactOptions,
): Promise<void> {
  for await (const item of changes.subscribe({ signal })) {
    if (item.kind !== 'event') {
      startOver({ live, gate });
      continue;
    }
    const { topic, key } = item.value;
    switch (topic) {
      case 'session':
        gate.end(owner => owner.session === key, goodbye({ href: loginHref }));
        break;
      case 'token':
        gate.end(owner => owner.user === `token ${key}`, goodbye({ reason: 'The token of this page was revoked' }));
        break;
    }
  }
}

/** Streams are opened again, with rights checked anew, over new screens. */
function startOver({ live, gate }: Pick<ReactOptions, 'live' | 'gate'>): void {
  gate.end(() => true, { event: 'restart', data: '' });
  live.end(() => true);
}
