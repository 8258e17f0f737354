import type { PostOutcome } from './host-post.ts';
import type { HostQueue, QueuedMoment } from './host-queue.ts';

/** What happens between this machine and the server, for whoever says it in words. */
export interface HostLinkEvents {
  /** The first answer, at first or after so long; so many moments wait. */
  onConnected(downMs: number | undefined, waiting: number): void;
  /** All that waited is sent: so many moments. */
  onCaughtUp(sent: number): void;
  /** Once for each reason. `isFirst`: it never was connected. */
  onLost(why: string, isFirst: boolean): void;
  /** The server will never take these readings. Once for each reason. */
  onRefusedReadings(count: number, why: string): void;
  /** More waits than can be held: the oldest are given up. Once for each time that the server is lost. */
  onGivenUp(): void;
}

/** Remembers how the link is, so that each thing is said once. */
export interface HostLink {
  readonly wasConnected: boolean;
  /** Settles the moments. */
  answered(batch: readonly QueuedMoment[], outcome: PostOutcome & { kind: 'kept' }): void;
  /** Gives how many attempts had failed before, since the last answer. */
  failed(why: string): number;
}

export function createHostLink(queue: HostQueue, events: HostLinkEvents, now: () => number): HostLink {
  let wasConnected = false;
  let lost: { readonly atMs: number; why: string; attempts: number; givenUp: number } | undefined;
  /** Moments sent since it is back; undefined when nothing is to be caught up. */
  let caughtUp: number | undefined;
  let refusal: string | undefined;

  return {
    get wasConnected() {
      return wasConnected;
    },
    answered(batch, { refused, why = '' }) {
      if (!wasConnected || lost) {
        events.onConnected(lost && now() - lost.atMs, queue.length);
        if (lost) caughtUp = 0;
      }
      [wasConnected, lost] = [true, undefined];
      queue.settle(batch);
      if (refused > 0 && why !== refusal) events.onRefusedReadings(refused, why);
      refusal = refused > 0 ? why : undefined;
      if (caughtUp === undefined) return;
      caughtUp += batch.length;
      if (queue.length > 0) return;
      events.onCaughtUp(caughtUp);
      caughtUp = undefined;
    },
    failed(why) {
      if (why !== lost?.why) events.onLost(why, !wasConnected);
      lost ??= { atMs: now(), why, attempts: 0, givenUp: queue.givenUp };
      lost.why = why;
      if (queue.givenUp > lost.givenUp) {
        events.onGivenUp();
        lost.givenUp = Number.POSITIVE_INFINITY;
      }
      return lost.attempts++;
    },
  };
}
