import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** Which addresses may be connected to, and what is thrown for one that may not. */
export interface AddressGuard {
  readonly mayAsk: (address: string) => boolean;
  readonly refusal: () => Error;
}

/**
 * Looks a name up for a connection that this server makes, and refuses it where one of its addresses may not be asked: which of them
 * would be connected to is not ours to say. What is looked at is what is connected to, so that a name cannot change in between.
 */
export function guardedLookup({ mayAsk, refusal }: AddressGuard): LookupFunction {
  return (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      if (!addresses.every(({ address }) => mayAsk(address))) return done(refusal(), []);
      if (options.all) done(null, addresses);
      else done(null, addresses[0]!.address, addresses[0]!.family);
    });
}

/** A host that is a number is connected to without a look-up. Throws the refusal. */
export function requireMayAsk({ hostname }: URL, { mayAsk, refusal }: AddressGuard): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayAsk(host)) throw refusal();
}
