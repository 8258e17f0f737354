import { testClaims } from '../../testing/claim.ts';
import { middlewareTck } from '../middleware.tck.ts';
import { hostsOf } from '../testing/hosts.ts';

for (const host of hostsOf('node')) testClaims(host.name, middlewareTck(host));
