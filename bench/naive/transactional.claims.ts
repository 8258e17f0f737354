import type { Claim } from '../../app/testing/claim.ts';
import { transactionalTck } from '../../db/transactional.tck.ts';
import { openNaive } from './transactional.ts';

/** Many claims would wait for ever here, for a time limit that does not exist. Those about crashes start processes, which takes its time. */
const PATIENCE_MS = 1_500;

const claims = transactionalTck({ open: openNaive, module: new URL('./transactional.ts', import.meta.url) });

export default claims.map(claim => (claim.name.startsWith('A22') ? claim : inTime(claim)));

function inTime({ name, run }: Claim): Claim {
  return {
    name,
    run: async context => {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error('not answered')), PATIENCE_MS);
      context.after(() => clearTimeout(timer));
      await Promise.race([run(context), late.promise]);
    },
  };
}
