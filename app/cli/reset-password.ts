import { openState } from '../../db/state.ts';
import { createAuditStore } from '../audit/store.ts';
import { newSetupCode } from '../auth/setup-code.ts';
import { createAuthStore } from '../auth/store.ts';
import type { Config } from '../config.ts';
import { routes } from '../routes.ts';
import { baseUrl } from '../start/base-url.ts';
import { dataFiles } from '../start/data-files.ts';

/** `telltale reset-password`: prints a one-time address that signs the owner in. Works beside a running server. */
export async function resetPassword(config: Config): Promise<number> {
  const state = openState(dataFiles(config.dataDir).state, Date.now);
  try {
    const store = createAuthStore(state, Date.now);
    const code = config.setupCode ?? newSetupCode();
    const audit = createAuditStore(state, Date.now);
    await state.transactional.batch(() => {
      const who = { name: 'the command line', from: '' };
      audit.note({ who, action: 'sign-in code', subject: 'one-time address', detail: 'telltale reset-password' });
      store.issueSetupCode(code);
    });
    process.stdout.write(
      `Open within 30 minutes, once:\n  ${baseUrl(config)}${routes.setup.href({}, { code })}\nThen choose a new password.\n`,
    );
    return 0;
  } finally {
    state.close();
  }
}
