import type { Machine } from '../machine.ts';
import { parseLinkCounters } from './parse-link-counters.ts';
import { createRates } from './rates.ts';

export interface LinksSource {
  /** Gives `/proc/net/dev`. */
  readonly read: () => Promise<string>;
  /** Gives the names of the interfaces that are up and have an address; the file knows of many more. */
  readonly listNames: () => readonly string[];
  readonly nowMs?: (() => number) | undefined;
}

/** Gives what each interface received and sent since the last call. */
export function watchLinks({ read, listNames, nowMs }: LinksSource): Machine['links'] {
  const [receives, sends] = [createRates(nowMs), createRates(nowMs)];
  return async () => {
    const { receivedBytes, sentBytes } = parseLinkCounters(await read());
    const [received, sent] = [receives(receivedBytes), sends(sentBytes)];
    return listNames().map(name => ({
      name,
      receivedBytesPerSecond: received.get(name),
      sentBytesPerSecond: sent.get(name),
    }));
  };
}
