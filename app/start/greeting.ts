import { THIS_SERVER } from '../audit/store.ts';
import { newSetupCode } from '../auth/setup-code.ts';
import type { Deps } from '../deps.ts';
import { waysToSend } from '../home/ways-to-send.ts';
import { routes } from '../routes.ts';
import { version } from '../version.ts';
import { baseUrl } from './base-url.ts';

/**
 * What the terminal says at the start: where to look, and a line to send that works as it stands. As long as the server
 * is nobody's, the address holds a new one-time code. `port` is the one that it listens on.
 */
export async function greeting({ config, writeToken, state, audit, auth }: Deps, port: number): Promise<string> {
  const url = baseUrl({ ...config, port });
  const token = writeToken.read();
  const send = token ? `  Send  ${waysToSend(url, token)[0]!.text}\n` : '';
  if (auth.owner()) return `\n  Telltale ${version}\n\n  Open  ${url}\n${send}\n`;
  const code = config.setupCode ?? newSetupCode();
  await state.transactional.batch(() => {
    audit.note({
      who: THIS_SERVER,
      action: 'sign-in code',
      subject: 'one-time address',
      detail: 'as nobody owns it yet',
    });
    auth.issueSetupCode(code);
  });
  const open = `  Open  ${url}${routes.setup.href({}, { code })}\n        (works once, for 30 minutes)\n`;
  return `\n  Telltale ${version}\n\n${open}${send}\n`;
}
