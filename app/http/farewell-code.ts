import type { Farewell } from './stream-gate.ts';

/** How a web socket is closed. */
export interface CloseWords {
  /** RFC 6455, section 7.4.1. */
  readonly code: number;
  /** At most 123 bytes. */
  readonly reason: string;
}

/** What a client is told whose place at the gate has ended; undefined for another reason to stop. */
export function farewellCode(reason: unknown): CloseWords | undefined {
  if (typeof reason !== 'object' || reason === null || !('event' in reason)) return undefined;
  return (reason as Farewell).event === 'gone'
    ? { code: 1008, reason: 'The right to this connection has ended: its token was revoked, or the session is over.' }
    : { code: 1001, reason: 'The server stops or starts anew; connect again.' };
}
