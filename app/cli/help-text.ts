import { SETTINGS } from '../config/settings.ts';
import { version } from '../version.ts';

/** What `telltale --help` prints: commands, and every setting with its default. */
export function helpText(): string {
  return `Telltale ${version}, the live dashboard server

  telltale                  start it (also: telltale serve)
  telltale reset-password   print a new one-time address to sign in with
  telltale backup FILE      write everything into one file, also beside a running server; - is standard output
  telltale restore FILE     make the data folder what it was at a backup; - is standard input
  telltale export [FILE]    write readings as text, also beside a running server; without FILE to standard output
    --format openmetrics|influx   --from TIME   --to TIME   --metric 'cpu_*'
  telltale import FILE      read them into the data folder, or with --to into a running server; - is standard input
    --format openmetrics|influx|prometheus   --to http://localhost:8355   --token TOKEN
  telltale export --dashboard SLUG [FILE]   a dashboard of a running server, as a file
    --to http://localhost:8355   --token-file FILE
  telltale import FILE.json ...  dashboards into a running server; another one of that name stays as it is; - needs --format dashboard
    --replace   --copy   --to http://localhost:8355   --token-file FILE
  telltale send KIND NAME ...    a number, lines, pictures or a message; what is left out comes from a pipe
    reading temperature [21.4] [room=kitchen]   readings csv|ndjson [FILE]   log app [FILE]   image door [FILE]   event deploys [TEXT]
  telltale run NAME -- COMMAND   run it as a job: its output, signals and exit code stay as they are
    --to http://localhost:8355   --token TOKEN   --token-file FILE
  telltale host             send the readings of this machine to a server elsewhere, without one here
    --to http://SERVER:8355   --token-file FILE   --name NAME
  telltale top              a dashboard in the terminal, live; without a terminal it is printed once
    --to http://SERVER:8355   --token-file FILE   --dashboard this-machine   --range 1h
  telltale tail [STREAM...] the last lines of logs, then those that come
    --level warn   --grep 'order -paid'   --label host=boat   --last 10   --json   --to http://SERVER:8355   --token-file FILE
  telltale --help           this text
  telltale --version        the version

With --force, backup and export overwrite FILE, and restore moves the files that are there into a folder of their own.
Settings are environment variables:

${Object.entries(SETTINGS).map(settingLine).join('\n')}`;
}

const NAME_CHARS = 36;
const DEFAULT_CHARS = 11;

function settingLine([name, { shown, help }]: [string, { shown: string; help: string }]): string {
  return `  ${name.padEnd(NAME_CHARS)}${shown.padEnd(DEFAULT_CHARS)} ${help}`;
}
