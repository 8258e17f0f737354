import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import { DATA_FILE_NAMES } from '../start/data-files.ts';

/** The server that a command speaks to. */
export interface Target {
  readonly url: URL;
  /** Undefined: it is asked without one, as a server with `TELLTALE_INGEST=loopback` allows. */
  readonly token: string | undefined;
}

export interface TargetOptions {
  readonly to?: string | undefined;
  readonly token?: string | undefined;
  readonly 'token-file'?: string | undefined;
}

type TargetConfig = Pick<Config, 'url' | 'token' | 'port' | 'dataDir'>;

/**
 * Where to send: `--to`, else `TELLTALE_URL`, else the server of this machine; and with which token: `--token`, `--token-file`, else
 * `TELLTALE_TOKEN`, else for a server of this machine the one that lies in its data folder. @throws RefusedError
 */
export function readTarget(options: TargetOptions, config: TargetConfig): Target {
  const url = options.to === undefined ? config.url : toUrl(options.to);
  const isOurs = url === undefined;
  const told = options.token ?? (options['token-file'] ? readToken(options['token-file']) : config.token);
  return {
    url: url ?? new URL(`http://localhost:${config.port}`),
    token: told ?? (isOurs ? findOwnToken(config.dataDir) : undefined),
  };
}

function toUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url;
  throw new RefusedError(`--to ${text}: write the address of a server, such as http://127.0.0.1:8355.`);
}

function readToken(file: string): string {
  const token = readFileSync(file, 'utf8').trim();
  if (token !== '') return token;
  throw new RefusedError(`${file} is empty: put a write token into it.`);
}

/** There may be none: the server may keep its data elsewhere, or ask for no token. */
function findOwnToken(dataDir: string): string | undefined {
  try {
    return readToken(join(dataDir, DATA_FILE_NAMES.writeToken));
  } catch {
    return undefined;
  }
}
