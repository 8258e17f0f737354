import type { Claim } from '../../../testing/claim.ts';
import type { RouterFactory } from '../../router.tck.ts';

type Register = (name: string, run: Claim['run']) => void;

/** A part of the suite, written as tests are: `claimsOf((claim, createRouter) => { claim('C1 ...', () => ...); })`. */
export function claimsOf(write: (claim: Register, create: RouterFactory) => void) {
  return (create: RouterFactory): readonly Claim[] => {
    const claims: Claim[] = [];
    write((name, run) => void claims.push({ name, run }), create);
    return claims;
  };
}
