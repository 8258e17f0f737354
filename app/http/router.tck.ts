import type { Claim } from '../testing/claim.ts';
import type { createRouter } from './router.ts';
import { costClaims } from './routing/testing/tck-cost.ts';
import { linkClaims } from './routing/testing/tck-links.ts';
import { methodClaims } from './routing/testing/tck-methods.ts';
import { pathClaims } from './routing/testing/tck-paths.ts';
import { representClaims } from './routing/testing/tck-represent.ts';
import { terminalClaims } from './routing/testing/tck-terminal.ts';
import { variantClaims } from './routing/testing/tck-variants.ts';

/** Makes the router under test. */
export type RouterFactory = typeof createRouter;

/**
 * Conformance suite for routers of this shape: the invariants C1 to C19, most of them from RFC 9110 and from what htmx and
 * browsers send. Black box, bound to no test runner.
 */
export function routerTck(create: RouterFactory): readonly Claim[] {
  return PARTS.flatMap(claims => claims(create));
}

const PARTS = [pathClaims, linkClaims, methodClaims, representClaims, terminalClaims, variantClaims, costClaims];
