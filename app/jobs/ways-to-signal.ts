import { routes } from '../routes.ts';

/** A few lines to paste, and what they are for. */
export interface WayToSignal {
  readonly label: string;
  readonly text: string;
  /** Part of the text that is set off. */
  readonly address: string;
}

/** As they work here: the host as it is typed into curl, and the write token, for which `TOKEN` stands where it may not be shown. */
export function waysToSignal(baseUrl: string, token: string): readonly WayToSignal[] {
  const short = baseUrl.replace(/^http:\/\//, '');
  const address = `${short}${routes.jobSignal.href({ name: 'nightly' }, { k: token })}`;
  const ping = (what: string) =>
    `${short}${routes.ping.href({ name: 'nightly' })}${what}?k=${encodeURIComponent(token)}`;
  return [
    {
      label: 'Say how it goes',
      address,
      text: `curl -d start '${address}'\ncurl -d '42/100 copying' '${address}'\ncurl -d done '${address}'`,
    },
    {
      label: 'Send its output as it comes, and how it ended (bash)',
      address,
      text: `{ echo start; ./backup.sh 2>&1 | sed -u 's/^/log /'; echo "exit \${PIPESTATUS[0]}"; } |\n  curl -sS -T - '${address}'`,
    },
    {
      label: 'Only say how it ended, at the end of a line of cron',
      address: ping('/'),
      text: `./backup.sh; curl "${ping('/$?')}"`,
    },
  ];
}
