import { testClaims } from '../testing/claim.ts';
import { routerTck } from './router.tck.ts';
import { createRouter } from './router.ts';

testClaims('pattern router', routerTck(createRouter));
