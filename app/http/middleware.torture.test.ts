import { testClaims } from '../testing/claim.ts';
import { hosts } from './testing/hosts.ts';
import { fateClaims } from './testing/tck-fates.ts';

for (const host of hosts) testClaims(host.name, fateClaims(host));
