import { SETTINGS } from '../config.ts';
import { version } from '../version.ts';

/** What `telltale --help` prints: commands, and every setting with its default. */
export function helpText(): string {
  return `Telltale ${version}, the live dashboard server

  telltale                  start it (also: telltale serve)
  telltale reset-password   print a new one-time address to sign in with
  telltale --help           this text
  telltale --version        the version

Settings are environment variables:

${Object.entries(SETTINGS).map(settingLine).join('\n')}`;
}

const NAME_CHARS = 36;
const DEFAULT_CHARS = 11;

function settingLine([name, { shown, help }]: [string, { shown: string; help: string }]): string {
  return `  ${name.padEnd(NAME_CHARS)}${shown.padEnd(DEFAULT_CHARS)} ${help}`;
}
